package import Foundation
package import HTTPKit
internal import ServiceKit
internal import TeamsModels

/// What Microsoft Graph says when it does not put a notice into activity feeds. Pure.
/// - SeeAlso: [Send activity feed
///   notifications](https://learn.microsoft.com/graph/teams-send-activityfeednotifications)
package enum FeedAnswer {
    /// The refusal, with what it means here.
    package static func refusal(_ response: HTTP.Response, now: Date) -> Refusal {
        let message = ServiceErrorBody(parsing: response.body).message?.lowercased() ?? ""
        return Refusal(
            response, as: response.status, meaning(of: response.status, message), isOfToken: response.status == 401,
            now: now)
    }

    private static func meaning(of status: Int, _ message: String) -> ConnectorError.Code? {
        switch status {
        case 403 where message.contains("is installed") || message.contains("not authorized to generate"):
            // "… is not authorized to generate … Ensure that the expected Teams app is installed …"
            .notInstalled
        case 403 where message.contains("requires one of") || message.contains("insufficient privileges"): .notConsented
        case 404: .userNotFound
        case 409: .severalApps
        default: nil
        }
    }
}

extension ConnectorError.Code {
    /// 403 of Microsoft Graph: a permission was not given.
    package static let notConsented: ConnectorError.Code = "notConsented"
    /// 404 of Microsoft Graph: nobody in the organisation has the id.
    package static let userNotFound: ConnectorError.Code = "userNotFound"
    /// 409 of Microsoft Graph: several Teams apps have the bot's id.
    package static let severalApps: ConnectorError.Code = "severalApps"
}
