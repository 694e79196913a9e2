internal import Foundation

/// The environment variables of the process, or of a test.
public struct ProcessEnvironment: Sendable, Hashable {
    private let variables: [String: String]

    /// An environment that has `variables` and nothing else.
    public init(_ variables: [String: String]) {
        self.variables = variables
    }

    /// The variables with which the process was started.
    public static var current: ProcessEnvironment { ProcessEnvironment(ProcessInfo.processInfo.environment) }

    /// The variable `name`. One that is set to nothing counts as absent.
    package subscript(name: String) -> Setting? {
        guard let text = variables[name], !text.isEmpty else { return nil }
        return Setting(name: name, text: text)
    }

    /// The variable `name`, which must be set.
    ///
    /// - Parameter meaning: what it is, for the error: `the app id of the bot`.
    package func required(_ name: String, _ meaning: String) throws(SettingError) -> Setting {
        guard let setting = self[name] else {
            throw SettingError(setting: name, message: "\(name) is not set; it must be \(meaning)")
        }
        return setting
    }
}
