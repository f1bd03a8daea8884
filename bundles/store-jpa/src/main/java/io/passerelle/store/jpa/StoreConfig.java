// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code io.passerelle.store.jpa}. */
@ObjectClassDefinition(id = StoreConfig.PID, name = "Passerelle: database")
@interface StoreConfig {
    String PID = "io.passerelle.store.jpa";

    @AttributeDefinition(description = "JDBC URL; H2 and PostgreSQL are known. ${passerelle.data} is the data folder.")
    String url() default "jdbc:h2:async:${passerelle.data}/db/passerelle";

    @AttributeDefinition(description = "Database user")
    String user() default "sa";

    @AttributeDefinition(description = "Password; better kept in a file", type = AttributeType.PASSWORD)
    String _password() default "";

    @AttributeDefinition(description = "File whose content is the password")
    String passwordFile() default "";

    @AttributeDefinition(description = "Most connections at a time", min = "2", max = "200")
    int poolSize() default 16;
}
