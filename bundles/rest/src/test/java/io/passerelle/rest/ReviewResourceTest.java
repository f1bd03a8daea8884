// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.SyncFilter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewResourceTest {
    private static final String MINE = "/user/integrations/" + FakeServices.INTEGRATION;
    private static final String PAIR = MINE + "/pairs/" + FakeServices.PAIR;
    private static final String OTHER = MINE + "/pairs/00000000-0000-4000-8000-00000000000f";
    private RestServer server;

    @BeforeEach
    void start() {
        server = new RestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thePageIsToldWhatWaits() {
        JsonNode integration = server.get("alice", "/user/integrations").json().at("/integrations/0");

        assertThat(integration.get("conflicts").asInt()).isEqualTo(3);
        assertThat(integration.get("duplicates").asInt()).isEqualTo(4);
        assertThat(integration.at("/previews/0").asText()).isEqualTo(FakeServices.PAIR.toString());
        assertThat(integration.at("/pairs/0/confirmed").isBoolean()).isTrue();
        assertThat(integration.at("/pairs/0/confirmed").asBoolean()).isFalse();
        assertThat(integration.at("/pairs/0/conflictPolicy").asText()).isEqualTo("NEWEST");
    }

    @Test
    void rulesAreShownAsTheyAreSaved() {
        JsonNode rules = server.get("alice", MINE).json().at("/pairs/0/rules");

        assertThat(rules)
                .hasToString("{\"deletions\":\"ASK\",\"privacy\":\"TITLE\",\"privateAsBusy\":false,\"filter\":{"
                        + "\"free\":true,\"declined\":false,\"allDay\":false,\"categories\":[\"a\",\"b\"]}}");
        assertThat(save(rules.toString()).status()).isEqualTo(200);
        assertThat(server.services.changes.get(0).pairs().get(0).rules())
                .contains(new PairRules(
                        DeletionPolicy.ASK, Privacy.TITLE, false, new SyncFilter(true, false, false, Set.of("a", "b"))));
    }

    @Test
    void rulesThatAreNotNamedAreNotGuessed() {
        assertThat(save("null").status()).isEqualTo(200);

        assertThat(server.services.changes.get(0).pairs().get(0).rules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | pairs[0].rules.deletions",
                "{'deletions':'SOMETIMES'} | pairs[0].rules.deletions",
                "{'deletions':'ASK','privacy':'BUSY'} | pairs[0].rules.privateAsBusy",
                "{'deletions':'ASK','privacy':'BUSY','privateAsBusy':true} | pairs[0].rules.filter",
                "{'deletions':'ASK','privacy':'BUSY','privateAsBusy':true,'filter':{}} | pairs[0].rules.filter.categories",
                "{'deletions':'ASK','privacy':'BUSY','privateAsBusy':true,'filter':{'categories':[null]}}"
                        + " | pairs[0].rules.filter.categories[0]",
                "{'deletions':'ASK','privacy':'BUSY','privateAsBusy':true,'filter':{'categories':[],'declined':true}}"
                        + " | pairs[0].rules.filter.free",
            })
    void aRuleThatIsMissingOrWrongIsNamed(String rules, String field) {
        RestServer.Answer answer = save(rules.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
        assertThat(server.services.changes).isEmpty();
    }

    @Test
    void moreThanAHundredCategoriesAreRefused() {
        String categories =
                IntStream.range(0, 101).mapToObj(i -> "\"c" + i + "\"").collect(Collectors.joining(","));

        RestServer.Answer answer = save("{\"deletions\":\"ASK\",\"privacy\":\"BUSY\",\"privateAsBusy\":true,\"filter\":"
                + "{\"free\":true,\"declined\":true,\"allDay\":true,\"categories\":[" + categories + "]}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("pairs[0].rules.filter.categories");
    }

    private RestServer.Answer save(String rules) {
        return server.send(server.as(
                "alice", "PUT", MINE + "/settings",
                "{\"version\":7,\"intervalMinutes\":15,\"pairs\":[{\"kind\":\"CALENDAR\",\"providerCollection\":\"p\","
                        + "\"direction\":\"BOTH\",\"rules\":" + rules + "}]}"));
    }

    @Test
    void aPreviewTellsWhatWouldBeDone() {
        JsonNode preview = server.get("alice", PAIR + "/preview").json();

        assertThat(preview.get("madeAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(preview.get("parts"))
                .hasToString("[{\"side\":\"HOST\",\"action\":\"CREATE\",\"count\":812,\"samples\":[\"Stand-up\"]}]");
        assertThat(server.get("alice", OTHER + "/preview").status()).isEqualTo(404);
    }

    @Test
    void consentNamesThePreviewThatWasSeen() {
        assertThat(server.post("alice", PAIR + "/confirm", "{\"madeAt\":\"2026-03-01T10:00:00Z\"}").status())
                .isEqualTo(202);
        RestServer.Answer other = server.post("alice", PAIR + "/confirm", "{\"madeAt\":\"2026-03-01T09:00:00Z\"}");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("code").asText()).isEqualTo("PREVIEW_CHANGED");
        assertThat(server.post("alice", PAIR + "/confirm", "{\"madeAt\":\"yesterday\"}").status()).isEqualTo(400);
    }

    @Test
    void consentStartsARun() {
        RestServer.Answer answer = server.post("alice", PAIR + "/confirm", "{}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("startedAt").asText()).endsWith("Z");
        assertThat(server.services.reviews.confirmed).isEmpty();
        assertThat(server.post("alice", OTHER + "/confirm", "{}").status()).isEqualTo(404);
    }

    @Test
    void conflictsAreTheOpenOnesOfAllPairsUnlessAskedOtherwise() {
        JsonNode conflict =
                server.get("alice", MINE + "/conflicts").json().at("/conflicts/0");
        server.get("alice", MINE + "/conflicts?pair=" + FakeServices.PAIR + "&open=false&limit=500");

        assertThat(conflict.get("hostValue").asText()).isEqualTo("Stand up");
        assertThat(conflict.get("chosen").isNull()).isTrue();
        assertThat(server.services.reviews.asked)
                .containsExactly("all true 50", FakeServices.PAIR + " false 500");
    }

    @ParameterizedTest
    @CsvSource({
        "conflicts?pair=x, pair",
        "conflicts?open=perhaps, open",
        "conflicts?limit=0, limit",
        "conflicts?limit=501, limit",
        "duplicates?pair=x, pair",
        "duplicates?limit=501, limit",
        "statistics?period=YEAR, period",
        "pairs/00000000-0000-4000-8000-000000000002/explain, q",
        "pairs/00000000-0000-4000-8000-000000000002/explain?q=x, q",
        "pairs/00000000-0000-4000-8000-000000000002/explain?q=%20%20%20, q",
    })
    void aWrongParameterIsNamed(String path, String field) {
        RestServer.Answer answer = server.get("alice", MINE + "/" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
    }

    @Test
    void wordsToLookForAreBounded() {
        assertThat(server.get("alice", PAIR + "/explain?q=" + "x".repeat(201)).status()).isEqualTo(400);
        assertThat(server.get("alice", PAIR + "/explain?q=" + "x".repeat(200)).status()).isEqualTo(200);
    }

    @Test
    void aConflictIsDecidedForOneSide() {
        String decide = MINE + "/conflicts/" + FakeReviews.CONFLICT + "/decide";

        assertThat(server.post("alice", decide, "{\"chosen\":\"PROVIDER\"}").json().get("id").asText())
                .isEqualTo(FakeServices.RUN.toString());
        assertThat(server.services.reviews.asked).containsExactly("decide PROVIDER");
        for (String wrong : List.of("{}", "{\"chosen\":null}", "{\"chosen\":\"NEITHER\"}", "{\"chosen\":0}")) {
            RestServer.Answer answer = server.post("alice", decide, wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.json().get("field").asText()).as(wrong).isEqualTo("chosen");
        }
    }

    @Test
    void whatLooksTheSameIsShownSideBySide() {
        JsonNode duplicate = server.get("alice", MINE + "/duplicates").json().at("/duplicates/0");
        server.get("alice", MINE + "/duplicates?pair=" + FakeServices.PAIR + "&limit=500");

        assertThat(duplicate.get("label").asText()).isEqualTo("Ada");
        assertThat(duplicate.get("details"))
                .hasToString("[{\"field\":\"emails\",\"hostValues\":[\"a@b\"],\"providerValues\":[]}]");
        assertThat(server.services.reviews.asked)
                .containsExactly("duplicates all 50", "duplicates " + FakeServices.PAIR + " 500");
    }

    @Test
    void whatLooksTheSameIsDecidedOneByOneOrAllAtOnce() {
        String one = MINE + "/duplicates/" + FakeReviews.DUPLICATE + "/decide";

        assertThat(server.post("alice", one, "{\"verdict\":\"SAME\"}").json().get("id").asText())
                .isEqualTo(FakeServices.RUN.toString());
        server.post("alice", PAIR + "/duplicates/decide", "{\"verdict\":\"DIFFERENT\"}");
        assertThat(server.services.reviews.asked).containsExactly("one SAME", "all DIFFERENT");
        for (String wrong : List.of("{}", "{\"verdict\":\"PERHAPS\"}")) {
            RestServer.Answer answer = server.post("alice", one, wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.json().get("field").asText()).as(wrong).isEqualTo("verdict");
        }
        assertThat(server.post("alice", OTHER + "/duplicates/decide", "{\"verdict\":\"SAME\"}").status())
                .isEqualTo(404);
    }

    @Test
    void whatCannotBeTakenBackIsAConflict() {
        RestServer.Answer answer = server.post(
                "alice", MINE + "/history/00000000-0000-4000-8000-00000000000f/undo", "{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").asText()).isEqualTo("NOT_UNDOABLE");
    }

    @Test
    void theRunThatCanBeTakenBackIsNamedOrNull() {
        assertThat(server.get("alice", PAIR + "/undo").json().get("run").asText())
                .isEqualTo(FakeServices.RUN.toString());
        assertThat(server.get("alice", OTHER + "/undo").json().get("run").isNull()).isTrue();
    }

    @Test
    void anItemIsRetriedByThePositionThatWasShown() {
        String run = MINE + "/history/" + FakeServices.RUN;
        int position = server.get("alice", run + "/items?offset=40").json().at("/items/0/position").asInt();

        assertThat(position).isEqualTo(40);
        assertThat(server.post("alice", run + "/items/" + position + "/retry", "{}").status()).isEqualTo(200);
        assertThat(server.services.reviews.asked).containsExactly("retry 40");
        for (String odd : List.of("-1", "x", "99999999999")) {
            assertThat(server.post("alice", run + "/items/" + odd + "/retry", "{}").status()).as(odd).isEqualTo(404);
        }
    }

    @Test
    void whyAnItemIsNotThereIsSaidInWords() {
        JsonNode items = server.get("alice", PAIR + "/explain?q=stand").json().get("items");

        assertThat(items.at("/0/synced").asBoolean()).isFalse();
        assertThat(items.at("/0/reason/code").asText()).isEqualTo("FILTERED_OUT");
        assertThat(items.at("/0/reason/remedy").asText()).contains("filter");
        assertThat(items.at("/1/reason").isNull()).isTrue();
    }

    @Test
    void figuresComeWithTheirSteps() {
        JsonNode week = server.get("alice", MINE + "/statistics?period=WEEK").json();

        assertThat(week.at("/total/written").asInt()).isEqualTo(30);
        assertThat(week.at("/steps/0/from").asText()).isEqualTo("2026-03-01T04:00:00Z");
        assertThat(week.at("/steps/0/sums/failed").asInt()).isEqualTo(2);
        assertThat(week.get("lastSuccess").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(server.get("alice", MINE + "/statistics").json().at("/steps/0/from").asText())
                .isEqualTo("2026-03-01T09:00:00Z");
    }

    @Test
    void reviewsWaitWhileTheEngineStarts() {
        try (RestServer starting = new RestServer(false)) {
            RestServer.Answer answer = starting.get("alice", PAIR + "/preview");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().get("code").asText()).isEqualTo("STARTING");
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(starting.get("alice", MINE).status()).isEqualTo(200);
            assertThat(starting.get("bob", PAIR + "/preview").status()).isEqualTo(404);
        }
    }
}
