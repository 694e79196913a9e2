internal import Foundation
internal import HTTPKit
package import JSONKit
package import ServiceKit
package import TeamsApp
internal import TeamsConnector

/// What the service needs to know before it starts: from the command line, the environment, and a file of JSON, of
/// which the first that says something counts.
///
/// A member of the file has the name of a variable, in either spelling: `clientId` is `CLIENT_ID`. `entra` and
/// `welcome` are objects; as variables they hold JSON.
package struct NotifierSettings: Sendable {
    /// Whose time counts.
    package enum ClockChoice: String, Sendable, CaseIterable {
        case real
        /// That of the Local Teams that it serves: for tests.
        case localTeams = "local-teams"
    }

    /// The bot: credentials, cloud, port.
    package var app: AppConfiguration
    /// The SQLite file of everything.
    package var data: String
    package var apiKeyFile: String?
    /// The folder of named templates.
    package var templates: String?
    package var clock: ClockChoice
    /// Whose tokens the API takes beside its keys.
    package var entra: EntraSettings?
    /// What is said where the app is installed, by scope.
    package var welcome: WelcomeSettings?
    /// The address of the Local Teams that it serves.
    package var localTeamsURL: String?

    /// - Parameters:
    ///   - options: what the command line says, by the names of variables: `PORT`, `DATA`.
    ///   - file: the path of the file of JSON.
    /// - Throws: `SettingError` that names the option, the variable, or the file with the place in it.
    package init(
        options: [String: Setting], file path: String?, environment: ProcessEnvironment
    ) throws(SettingError) {
        let file = try path.map { (path) throws(SettingError) in try NotifierSettingsFile(path: path) }
        let lookup = NotifierLookup(options: options, environment: environment, file: file)
        app = try lookup.app()
        data = lookup["DATA"]?.text ?? Self.defaultData
        apiKeyFile = lookup["API_KEY_FILE"]?.text
        templates = lookup["TEMPLATES"]?.text
        localTeamsURL = lookup["LOCAL_TEAMS_URL"]?.text
        clock = .real
        if let setting = lookup["CLOCK"] {
            let name = try lookup.told { () throws(SettingError) in
                try setting.choice(of: ClockChoice.allCases.map(\.rawValue))
            }
            clock = ClockChoice(rawValue: name) ?? .real
            guard clock == .real || localTeamsURL != nil else {
                throw lookup.error(setting, "\(setting.name) is local-teams, but LOCAL_TEAMS_URL is not set")
            }
        }
        entra = try lookup.value("ENTRA")
        welcome = try lookup.value("WELCOME")
    }

    private static let defaultData = "teams.db"

    /// The SQLite file alone, for what needs no bot.
    package static func data(
        options: [String: Setting], file path: String?, environment: ProcessEnvironment
    ) throws(SettingError) -> String {
        let file = try path.map { (path) throws(SettingError) in try NotifierSettingsFile(path: path) }
        return NotifierLookup(options: options, environment: environment, file: file)["DATA"]?.text ?? defaultData
    }
}

/// The part `welcome` of the settings: what is said once where the app is installed.
package struct WelcomeSettings: Sendable, Hashable, StrictlyDecodable {
    package var personal: NotificationContent?
    package var group: NotificationContent?
    package var team: NotificationContent?

    package init(from reader: inout StrictReader) throws(StrictError) {
        personal = try reader.optional("personal")
        group = try reader.optional("group")
        team = try reader.optional("team")
    }
}
