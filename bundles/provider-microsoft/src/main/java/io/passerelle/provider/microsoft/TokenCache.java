// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;

/** One person's token cache for one operation of MSAL. */
final class TokenCache implements ITokenCacheAccessAspect {
    private String content;

    /** @param content what was kept; null for an empty cache */
    TokenCache(String content) {
        this.content = content;
    }

    @Override
    public void beforeCacheAccess(ITokenCacheAccessContext context) {
        if (content != null) {
            context.tokenCache().deserialize(content);
        }
    }

    @Override
    public void afterCacheAccess(ITokenCacheAccessContext context) {
        if (context.hasCacheChanged()) {
            content = context.tokenCache().serialize();
        }
    }

    /** What is to be kept. */
    String content() {
        return content;
    }
}
