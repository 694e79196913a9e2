import HTTPKit
import JSONKit
import ServiceKit
import TeamsApp
import Testing

@testable import TeamsNotifications

/// A Microsoft Graph with an app in its catalogue, and nobody in its organisation.
enum EmptyGraph {
    /// Who installs through it, and a store in memory.
    static var installer: (installer: AppInstaller, store: any NotificationStore)? {
        var configuration = AppConfiguration()
        guard (try? configuration.useLocalTeams(at: "http://127.0.0.1:3979")) != nil,
            let store = try? SQLNotificationStore(path: ":memory:")
        else { return nil }
        let app = App(
            configuration, logger: Log(label: "test", level: .error), transport: HandlerTransport(handler: answer))
        return (AppInstaller(app: app, store: store, externalID: "app"), store)
    }

    private static func answer(_ request: HTTP.Request) -> HTTP.Response {
        let json: JSONValue =
            if request.path.hasSuffix("/token") {
                ["access_token": "a.b.c", "expires_in": 3_599]
            } else if request.path.hasSuffix("/teamsApps") {
                ["value": [["id": "catalogue-1"]]]
            } else {
                ["value": []]
            }
        return .json(json.serialized(), status: 200)
    }
}

extension APITown {
    /// The target with an id of something that exists, where it asks for one.
    func existing(_ target: String) async -> String {
        guard target.hasPrefix("/v1/installations/") else {
            return target.replacing("{id}", with: await accepted())
        }
        let job = await call("POST", "/v1/installations", ["users": ["6a1d4c1e"]]).json["id"]?.stringValue
        return target.replacing("{id}", with: job ?? "")
    }
}
