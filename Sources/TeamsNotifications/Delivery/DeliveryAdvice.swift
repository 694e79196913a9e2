/// What a delivery's code means, and what its sender can do.
///
/// - SeeAlso: [Status codes from bot conversational
///   APIs](https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis)
package enum DeliveryAdvice {
    /// Nil for a code that this version does not know.
    package static func text(for code: String) -> String? { texts[code] }

    private static let mayHaveArrived =
        "It may have arrived: nothing is sent twice unasked. Look, or send those again: teams notify retry"

    private static let texts: [String: String] = [
        // Skipped
        "optedOut": "The person wants nothing of this category. Nothing to do.",
        "notInstalled": "The app is not installed there. Install it through Microsoft Graph or a setup policy.",
        "installMissingPermission":
            "The app lacks a permission of Microsoft Graph: teams notifier check says which, and where to give it.",
        "installNotOwnApp":
            "Microsoft Graph does not know the app as the bot's own: its manifest needs webApplicationInfo.id.",
        "installAppNotFound":
            "The app is not in the organisation's catalogue: upload it in the Teams admin center, or set TEAMS_APP_ID.",
        "installBlockedByPolicy":
            "A policy of the organisation keeps the app from that person or team: an administrator can allow it.",
        "installNotFound": "Microsoft Graph knows nobody, and no team, by that id.",
        "installInvalid": "The app cannot be installed there: its manifest may lack that scope.",
        "installNoToken": "There is no token for Microsoft Graph: teams notifier check says what is wrong.",
        "installTokenRefused": "Microsoft Graph refuses the app's token: check CLIENT_ID, TENANT_ID and CLOUD.",
        "installThrottled": "Microsoft Graph refused because of the pace, again and again. Install again later.",
        "installUnavailable": "Microsoft Graph failed or did not answer, again and again. Install again later.",
        "unreachable":
            "A message was refused there before; the next message from there, or a new installation, ends that.",
        "expired": "expiresAt was over before its turn came. Allow more time, or a higher priority.",
        "cancelled": "The notification was cancelled before its turn came.",
        "recalled": "The notification was recalled before its turn came.",
        // Failed
        "content": "The content cannot be made for this recipient: look at the template and the data.",
        "badArgument": "Teams finds a fault in the message itself: teams card check says which.",
        "badSyntax": "Teams cannot create that conversation.",
        "tooLarge": "The message is too large for Teams: keep it below 80 KB, and for a webhook below 28 KB.",
        "blockedOrUninstalled":
            "The person blocked the bot or removed the app. Wait until they write or install it again.",
        "blockedByUser": "The person blocked the bot, or the channel is moderated. Wait until somebody writes to it.",
        "notInConversation": "The bot is not in that chat or team any more. Add the app there.",
        "disabledByAdmin": "An app policy forbids the bot for this person: an administrator can allow it.",
        "conversationNotFound": "The conversation is gone.",
        "activityNotFound": "The message is gone: the person or somebody else removed it.",
        "memberNotFound": "The person is no member there any more.",
        "foreignConversation": "The stored id belongs to another bot. It is not used again.",
        "notRegistered": "Teams does not accept the bot's id or secret: teams notifier check says what is wrong.",
        "noToken": "The bot gets no token: teams notifier check says what is wrong.",
        "wrongHost": "The organisation lives at another host of Teams, which refused too.",
        "notPermitted": "The app lacks a permission: look at its manifest.",
        "serviceNotAllowed": "The stored service address is none of Teams' cloud: check CLOUD.",
        "notConnected": "Teams could not be reached; nothing was sent. Check the network, then: teams notify retry",
        "notTrusted": "The certificate of the service is not trusted: check this machine's certificates.",
        "preconditionFailed": "Something else writes to that conversation at the same time. Then: teams notify retry",
        "throttled": "Teams refused because of the pace, again and again. Later: teams notify retry",
        "serviceFailed": "Teams failed, again and again. Later: teams notify retry",
        "webhookRefused":
            "The webhook's address is not accepted, or may not write there: take its address anew, or mend the flow.",
        "webhookGone": "The webhook is not there any more: make a new one, and put its address into the settings.",
        "webhookUnknown": "The settings have no webhook of that name any more. Add it, then: teams notify retry",
        "notConsented":
            "The app lacks the Graph permission TeamsActivity.Send: an administrator grants it in the Entra admin "
            + "centre (App registrations, API permissions, Grant admin consent). Then: teams notify retry",
        "userNotFound": "Nobody in the organisation has this id.",
        "severalApps": "Several Teams apps have the bot's id, so Graph does not know whose notice it is: remove one.",
        // Unknown
        "interrupted": mayHaveArrived,
        "dropped": mayHaveArrived,
        "timedOut": mayHaveArrived,
    ]
}
