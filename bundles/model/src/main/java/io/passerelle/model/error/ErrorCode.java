// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.error;

import static io.passerelle.model.error.ErrorType.AUTH;
import static io.passerelle.model.error.ErrorType.CONFLICT;
import static io.passerelle.model.error.ErrorType.EXTERNAL;
import static io.passerelle.model.error.ErrorType.INTERNAL;
import static io.passerelle.model.error.ErrorType.POLICY;
import static io.passerelle.model.error.ErrorType.RATE_LIMITED;
import static io.passerelle.model.error.ErrorType.USER;

/**
 * Everything that can go wrong, once. The texts for people are in {@link ErrorTexts}, in English and French. A code that is
 * no longer used stays listed, so that an old history entry can still be explained.
 */
public enum ErrorCode {
    /** A field of the request is missing or wrong. */
    INVALID_INPUT(USER, 400),
    /** There is nothing at this address for this user. */
    NOT_FOUND(USER, 404),
    /** The request is larger than accepted. */
    TOO_LARGE(USER, 413),
    /** The uploaded file is not what it should be. */
    UNREADABLE_FILE(USER, 400),
    /** Unsafe request without our own origin or header. */
    FOREIGN_ORIGIN(POLICY, 403),
    /** The signed-in user lacks the role. */
    NOT_ALLOWED(POLICY, 403),
    /** No session. */
    SIGN_IN_REQUIRED(AUTH, 401),
    /** User name or password is wrong. */
    SIGN_IN_FAILED(AUTH, 401),
    /** The person pressed cancel or deny at the provider. */
    CONSENT_DENIED(USER, 400),
    /** The person closed the window. */
    FLOW_CANCELLED(USER, 400),
    /** The connection took longer than the flow lives. */
    FLOW_EXPIRED(USER, 410),
    /** State unknown, used before, or somebody else's. */
    FLOW_MISMATCH(USER, 400),
    /** Too many open or started flows. */
    TOO_MANY_FLOWS(RATE_LIMITED, 429),
    /** The provider's answer does not come from the issuer that was asked. */
    ISSUER_MISMATCH(EXTERNAL, 502),
    /** None of the permissions needed was granted. */
    NOTHING_GRANTED(AUTH, 400),
    /** A permission that this feature needs was not granted. */
    SCOPE_MISSING(AUTH, 403),
    /** The provider no longer accepts the grant. */
    GRANT_LOST(AUTH, 401),
    /** A stored secret does not open. */
    SECRET_UNREADABLE(AUTH, 401),
    /** The tenant's administrator has to consent first. */
    ADMIN_CONSENT_REQUIRED(AUTH, 403),
    /** Another remote account was chosen than the one to be reconnected. */
    WRONG_ACCOUNT(USER, 409),
    /** This remote account is connected by another user. */
    ACCOUNT_IN_USE(USER, 409),
    /** The provider is not allowed by the organisation. */
    PROVIDER_FORBIDDEN(POLICY, 403),
    /** The provider's bundle is not there at the moment. */
    PROVIDER_UNAVAILABLE(EXTERNAL, 503),
    /** No client id and secret are stored for the provider. */
    CLIENT_NOT_CONFIGURED(POLICY, 409),
    /** The provider rejects our client id or secret. */
    CLIENT_REJECTED(EXTERNAL, 502),
    /** The redirect URI is not registered at the provider. */
    REDIRECT_NOT_REGISTERED(EXTERNAL, 502),
    /** The provider does not answer. */
    PROVIDER_UNREACHABLE(EXTERNAL, 502),
    /** The provider answers with an error of its own. */
    PROVIDER_ERROR(EXTERNAL, 502),
    /** The provider refuses an access token that it has issued just now; the grant itself is not known to be lost. */
    TOKEN_REJECTED(EXTERNAL, 502),
    /** The provider's answer cannot be understood. */
    PROVIDER_ANSWER_UNREADABLE(EXTERNAL, 502),
    /** An answer points to an address that is not the provider's. */
    FOREIGN_ADDRESS(EXTERNAL, 502),
    /** There is no server of this name, or nothing that speaks the protocol at the address that a person typed. */
    SERVER_NOT_FOUND(USER, 422),
    /** The server is there and lets the person in, and has no calendar and no address book for them. */
    NO_COLLECTIONS_THERE(USER, 422),
    /** The server refuses the user name or the password that a person typed. */
    PASSWORD_REFUSED(USER, 422),
    /** The server's certificate is not trusted, has expired, or belongs to another name. */
    CERTIFICATE_REFUSED(EXTERNAL, 502),
    /** The address that a person typed, or one that it leads to, lies in a network into which this server does not go. */
    ADDRESS_REFUSED(POLICY, 403),
    /** A password would have to go over a connection that is not encrypted. */
    ENCRYPTION_REQUIRED(USER, 422),
    /** The server answers too slowly, or without end. */
    SERVER_TOO_SLOW(EXTERNAL, 504),
    /** The provider asks to slow down. */
    RATE_LIMITED_BY_PROVIDER(RATE_LIMITED, 429),
    /** The provider's daily quota is used up. */
    QUOTA_EXHAUSTED(RATE_LIMITED, 429),
    /** A person asked too often. */
    TOO_OFTEN(RATE_LIMITED, 429),
    /** The collection is no longer there. */
    COLLECTION_GONE(USER, 409),
    /** The collection is there, but may not be read. */
    COLLECTION_UNREADABLE(USER, 409),
    /** The collection accepts no writes. */
    COLLECTION_READ_ONLY(USER, 409),
    /** The host's collection of a pair accepts no writes any more, although the pair writes to it. */
    HOST_NOW_READ_ONLY(USER, 409),
    /** The provider's collection of a pair accepts no writes any more, although the pair writes to it. */
    PROVIDER_NOW_READ_ONLY(USER, 409),
    /** The pair cannot be synced as it is configured. */
    PAIR_INVALID(USER, 400),
    /** An item cannot be understood. */
    ITEM_MALFORMED(EXTERNAL, 502),
    /** The other side does not accept an item. */
    ITEM_REJECTED(EXTERNAL, 502),
    /** Two items of a side have the same identity. */
    UID_CLASH(CONFLICT, 409),
    /** An item changed while it was being written. */
    ITEM_CHANGED(CONFLICT, 409),
    /** The same field was changed on both sides. */
    FIELD_CONFLICT(CONFLICT, 409),
    /** Deletions are held until somebody looks at them. */
    DELETIONS_HELD(CONFLICT, 409),
    /** The settings want a person to decide about every deletion. */
    DELETIONS_ASKED(CONFLICT, 409),
    /** Writing this meeting would make the server send mail to its participants. */
    MEETING_HELD(CONFLICT, 409),
    /** A person left an item as it is although its counterpart vanished. */
    DELETION_IGNORED(USER, 409),
    /** An item of the other side looks like the same; a person has to say. */
    POSSIBLE_DUPLICATE(CONFLICT, 409),
    /** What the settings lead to waits for a person's consent. */
    PREVIEW_WAITS(CONFLICT, 409),
    /** Consent was given to a preview that is no longer the one that waits. */
    PREVIEW_CHANGED(CONFLICT, 409),
    /** The run is too old, not the latest one, or nothing of it can be taken back. */
    NOT_UNDOABLE(CONFLICT, 409),
    /** The item lies outside the part of the calendar that is synced. */
    OUTSIDE_WINDOW(USER, 409),
    /** The item is left out by a filter of the pair. */
    FILTERED_OUT(USER, 409),
    /** The settings copy in the other direction only. */
    OTHER_DIRECTION(USER, 409),
    /** A person removed the copy on the other side; it is not made again by itself. */
    COPY_REMOVED(USER, 409),
    /** The other side cannot hold some fields of the item; they are kept beside it. */
    FIELDS_NOT_CARRIED(EXTERNAL, 502),
    /** The stored version is newer than the one the change was made from. */
    STALE_VERSION(CONFLICT, 409),
    /** A run of the same pair is under way. */
    RUN_IN_PROGRESS(CONFLICT, 409),
    /** The run was stopped by a person. */
    RUN_CANCELLED(USER, 409),
    /** The run was cut off (restart, lost lease); the next one completes it. */
    RUN_INTERRUPTED(INTERNAL, 500),
    /** The database does not answer. */
    STORE_UNAVAILABLE(INTERNAL, 503),
    /** The host's calendar or address book does not answer. */
    HOST_UNAVAILABLE(INTERNAL, 503),
    /** The server is starting. */
    STARTING(INTERNAL, 503),
    /** Anything else. */
    INTERNAL_ERROR(INTERNAL, 500);

    private final ErrorType type;
    private final int httpStatus;

    ErrorCode(ErrorType type, int httpStatus) {
        this.type = type;
        this.httpStatus = httpStatus;
    }

    /** Decides what the system does. */
    public ErrorType type() {
        return type;
    }

    /** Status of an HTTP answer that reports this. */
    public int httpStatus() {
        return httpStatus;
    }
}
