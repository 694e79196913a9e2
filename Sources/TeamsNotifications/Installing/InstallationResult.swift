internal import TeamsConnector

/// What came of installing the app in one place.
package enum InstallationResult: Sendable, Hashable {
    /// It was not there, and is now.
    case installed
    /// It was there.
    case already
    case failed(InstallationFailure)
}

/// Why the app could not be installed.
package struct InstallationFailure: Error, Sendable, Hashable {
    /// For code that decides, stable: `missingPermission`, `notFound`, `blockedByPolicy`, …
    package let code: String
    /// What happened and what to do, for people.
    package let message: String
    /// Whether the next one that is tried ends in the same way.
    package let concernsEverything: Bool

    package init(code: String, message: String, concernsEverything: Bool = false) {
        self.code = code
        self.message = message
        self.concernsEverything = concernsEverything
    }

    init(_ error: GraphError) {
        self.init(code: error.code.rawValue, message: error.message, concernsEverything: error.concernsEverything)
    }

    /// The app is not in the organisation's catalogue.
    static func appNotFound(_ externalID: String) -> InstallationFailure {
        InstallationFailure(
            code: "appNotFound",
            message: "no app of the organisation's catalogue has the manifest id \(externalID): upload it in the Teams "
                + "admin center (Manage apps), or set TEAMS_APP_ID to the id of its manifest",
            concernsEverything: true)
    }
}
