internal import JSONKit

/// `consentedPermissionSet` of an installation or an upgrade: what was consented to for one team, chat or person.
struct ConsentedPermissions: Sendable, Equatable {
    /// The names of those that the app itself has. What people delegate to it is of no use to a bot.
    var application: [String] = []

    /// An app has a few dozen at the most.
    private static let maxCount = 100

    /// Nil when the body says nothing of it.
    init?(in body: JSONObject) throws(Refusal) {
        guard let set = body["consentedPermissionSet"], !set.isNull else { return nil }
        guard let list = set["resourceSpecificPermissions"]?.arrayValue else {
            throw .badGraphRequest("consentedPermissionSet needs the list resourceSpecificPermissions.")
        }
        guard list.count <= Self.maxCount else {
            throw .badGraphRequest("consentedPermissionSet holds more than \(Self.maxCount) permissions.")
        }
        for permission in list {
            guard let name = permission["permissionValue"]?.stringValue,
                let type = permission["permissionType"]?.stringValue?.lowercased(), name.utf8.count <= 100
            else {
                throw .badGraphRequest("A consented permission needs permissionValue and permissionType.")
            }
            guard GraphPermission.isResourceSpecific(name) else {
                throw .badGraphRequest(
                    "'\(name)' is not resource-specific: their names end with .User, .Chat or .Group.")
            }
            switch type {
            case "application": if !application.contains(name) { application.append(name) }
            case "delegated": break
            default: throw .badGraphRequest("permissionType is 'application' or 'delegated'.")
            }
        }
    }
}
