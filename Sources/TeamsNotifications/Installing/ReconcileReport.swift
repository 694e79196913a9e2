internal import JSONKit
package import TeamsModels

/// How the registry and Microsoft Graph differ.
package struct ReconcileReport: Sendable, Hashable {
    /// A place on one side alone.
    package struct Place: Sendable, Hashable {
        package let scope: InstallationScope
        package var user: String?
        package var team: String?
        package var conversation: ConversationID?

        var json: JSONValue {
            var json: JSONObject = ["scope": .string(scope.rawValue)]
            json["user"] = user.map { .string($0) }
            json["team"] = team.map { .string($0) }
            json["conversation"] = conversation.map { .string($0.rawValue) }
            return .object(json)
        }
    }

    /// Installed, as Graph says, and unknown here.
    package private(set) var missingHere: [Place] = []
    /// Known here, and not installed, as Graph says.
    package private(set) var missingThere: [Place] = []
    package internal(set) var unchanged = 0
    /// Differences that were counted, and not listed.
    package private(set) var unlisted = 0

    mutating func addMissingHere(_ place: Place) { add(place, to: \.missingHere) }
    mutating func addMissingThere(_ place: Place) { add(place, to: \.missingThere) }

    private mutating func add(_ place: Place, to list: WritableKeyPath<ReconcileReport, [Place]>) {
        if self[keyPath: list].count < Reconciler.maxListed {
            self[keyPath: list].append(place)
        } else {
            unlisted += 1
        }
    }

    var json: JSONValue {
        var json: JSONObject = [
            "missingHere": .array(missingHere.map(\.json)), "missingThere": .array(missingThere.map(\.json)),
            "unchanged": .number(JSONNumber(unchanged)),
        ]
        if unlisted > 0 { json["unlisted"] = .number(JSONNumber(unlisted)) }
        return .object(json)
    }
}
