// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which database, and how.
 *
 * @param url JDBC URL of H2 or PostgreSQL
 * @param user who connects
 * @param password secret
 * @param poolSize most connections at a time, 2 to 200
 */
record DatabaseSettings(String url, String user, String password, int poolSize) {
    DatabaseSettings {
        Dialect.of(url);
        if (poolSize < 2 || poolSize > 200) {
            throw new IllegalArgumentException("poolSize is between 2 and 200");
        }
    }

    /** From the configuration; names of folders are filled in. */
    static DatabaseSettings of(StoreConfig config) {
        return new DatabaseSettings(
                config.url().replace("${passerelle.data}", dataFolder()), config.user(), password(config), config.poolSize());
    }

    private static String dataFolder() {
        String karaf = System.getProperty("karaf.data", "data");
        return System.getProperty("passerelle.data", karaf + "/passerelle").replace("${karaf.data}", karaf);
    }

    private static String password(StoreConfig config) {
        if (config.passwordFile().isBlank()) {
            return config._password();
        }
        try {
            return Files.readString(Path.of(config.passwordFile())).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the store's passwordFile cannot be read", unreadable);
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + Dialect.of(url) + "]";
    }
}
