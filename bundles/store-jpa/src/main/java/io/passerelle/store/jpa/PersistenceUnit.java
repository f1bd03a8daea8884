// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.jpa.JpaHelper;
import org.eclipse.persistence.jpa.PersistenceProvider;

/** Describes our unit to EclipseLink, which would otherwise look for it in ways that a bundle does not offer. */
final class PersistenceUnit implements PersistenceUnitInfo {
    private static final List<String> ENTITIES = Stream.of(
                    ClientEntity.class,
                    EventEntity.class,
                    FlowEntity.class,
                    HeldEntity.class,
                    InstantConverter.class,
                    IntegrationEntity.class,
                    PairEntity.class,
                    RunEntity.class,
                    WrappedKeyEntity.class)
            .map(Class::getName)
            .toList();

    private final DataSource dataSource;

    private PersistenceUnit(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static EntityManagerFactory open(DataSource dataSource, Dialect dialect) {
        PersistenceUnit unit = new PersistenceUnit(dataSource);
        Map<String, Object> properties = Map.ofEntries(
                Map.entry(PersistenceUnitProperties.WEAVING, "static"),
                Map.entry(PersistenceUnitProperties.CLASSLOADER, unit.getClassLoader()),
                Map.entry(PersistenceUnitProperties.TARGET_DATABASE, dialect.target()),
                Map.entry(PersistenceUnitProperties.TARGET_SERVER, "None"),
                Map.entry(PersistenceUnitProperties.DEPLOY_ON_STARTUP, "true"),
                // Sessions are shared by name within a class loader; every open store has its own.
                Map.entry(PersistenceUnitProperties.SESSION_NAME, "passerelle-" + UUID.randomUUID()),
                // Other nodes and our own JDBC statements change rows behind a cache's back.
                Map.entry(PersistenceUnitProperties.CACHE_SHARED_DEFAULT, "false"),
                Map.entry(PersistenceUnitProperties.BATCH_WRITING, "JDBC"),
                Map.entry(PersistenceUnitProperties.BATCH_WRITING_SIZE, "500"),
                Map.entry(PersistenceUnitProperties.LOGGING_LEVEL, "OFF"),
                Map.entry(PersistenceUnitProperties.LOGGING_PARAMETERS, "false"));
        EntityManagerFactory factory = new PersistenceProvider().createContainerEntityManagerFactory(unit, properties);
        // It would try again for a quarter of a minute while the caller waits; the pool has done that already.
        JpaHelper.getServerSession(factory).getLogin().setConnectionHealthValidatedOnError(false);
        return factory;
    }

    @Override
    public String getPersistenceUnitName() {
        return "passerelle";
    }

    @Override
    public String getPersistenceProviderClassName() {
        return PersistenceProvider.class.getName();
    }

    @Override
    public String getScopeAnnotationName() {
        return null;
    }

    @Override
    public List<String> getQualifierAnnotationNames() {
        return List.of();
    }

    @Override
    @SuppressWarnings({"removal", "deprecation"})
    public jakarta.persistence.spi.PersistenceUnitTransactionType getTransactionType() {
        return jakarta.persistence.spi.PersistenceUnitTransactionType.valueOf(
                PersistenceUnitTransactionType.RESOURCE_LOCAL.name());
    }

    @Override
    public DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        try {
            return new URL(PersistenceUnit.class.getResource("/META-INF/persistence.xml"), "../");
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public List<String> getManagedClassNames() {
        return ENTITIES;
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.2";
    }

    @Override
    public ClassLoader getClassLoader() {
        return PersistenceUnit.class.getClassLoader();
    }

    /** Entities were woven in the build. */
    @Override
    public void addTransformer(ClassTransformer transformer) {}

    @Override
    public ClassLoader getNewTempClassLoader() {
        return getClassLoader();
    }
}
