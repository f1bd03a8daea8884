// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.H2Platform;

/**
 * Hands moments to H2 as they are. EclipseLink makes a {@link java.sql.Timestamp} of them, which H2 reads as a time on the
 * local clock: in the hour that the clock shows twice it would take one moment for the other. Made by EclipseLink.
 */
public final class H2Moments extends H2Platform {
    private static final long serialVersionUID = 1L;

    @Override
    public void setParameterValueInDatabaseCall(
            Object parameter, PreparedStatement statement, int index, AbstractSession session) throws SQLException {
        if (parameter instanceof OffsetDateTime) {
            statement.setObject(index, parameter);
        } else {
            super.setParameterValueInDatabaseCall(parameter, statement, index, session);
        }
    }
}
