// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTextsTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeSaysWhatHappenedAndWhatToDoInBothLanguages(ErrorCode code) {
        ErrorTexts english = ErrorTexts.of(code, Locale.ENGLISH);
        ErrorTexts french = ErrorTexts.of(code, Locale.CANADA_FRENCH);

        assertThat(english.what()).isNotBlank();
        assertThat(english.remedy()).isNotBlank();
        assertThat(french.what()).isNotBlank().isNotEqualTo(english.what());
        assertThat(french.remedy()).isNotBlank();
        assertThat(french.why().isEmpty()).as("a cause in both languages or in none").isEqualTo(english.why().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void noTextShoutsOrShowsItsCode(ErrorCode code) {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.FRENCH}) {
            ErrorTexts texts = ErrorTexts.of(code, locale);
            assertThat(texts.what() + texts.why() + texts.remedy()).doesNotContain("!", "Oops", code.name(), "''");
        }
    }
}
