// SPDX-License-Identifier: Apache-2.0
import '../features/connect/ReturnPage.js';
