// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the types that others compile against may speak of: the JDK, and our own contracts. */
final class ApiRules {
    private final Set<String> contracts;

    /** @param contracts root packages of the contracts, e.g. {@code io.passerelle.model} */
    ApiRules(Set<String> contracts) {
        this.contracts = Set.copyOf(contracts);
    }

    /** The types in exported signatures that are neither the JDK's nor a contract's. */
    List<String> leaks(JavaClasses classes) {
        List<String> found = new ArrayList<>();
        for (JavaClass type : classes) {
            if (isExported(type)) {
                Stream<JavaType> parents = Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
                Stream<JavaType> members = type.getMembers().stream().filter(ApiRules::isVisible).flatMap(ApiRules::spokenOf);
                Set<JavaClass> spoken = new LinkedHashSet<>();
                Stream.concat(parents, members).forEach(each -> spoken.addAll(each.getAllInvolvedRawTypes()));
                spoken.stream().filter(each -> !isAllowed(each)).forEach(each -> found.add(type.getName() + " speaks of " + each.getName()));
            }
        }
        return found;
    }

    private static boolean isExported(JavaClass type) {
        boolean exported = type.getPackage().isAnnotatedWith("org.osgi.annotation.bundle.Export");
        return exported && type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC) || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> spokenOf(JavaMember member) {
        if (member instanceof JavaCodeUnit unit) {
            Stream<JavaType> exceptions = unit.getExceptionTypes().stream().map(JavaType.class::cast);
            return Stream.of(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream(), exceptions).flatMap(each -> each);
        }
        return member instanceof com.tngtech.archunit.core.domain.JavaField field ? Stream.of(field.getType()) : Stream.empty();
    }

    private boolean isAllowed(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return type.getBaseComponentType().isPrimitive()
                || name.startsWith("java.")
                || contracts.stream().anyMatch(contract -> name.startsWith(contract + "."));
    }
}
