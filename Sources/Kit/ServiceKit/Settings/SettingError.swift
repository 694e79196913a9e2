/// A setting is missing or wrong.
public struct SettingError: Error, Hashable, CustomStringConvertible {
    /// Which one: `PORT`, `--port`, or a word of the command line.
    public let setting: String
    /// What is wrong and what is allowed, in one line. Begins with the setting's name.
    public let message: String

    /// An error that names its setting.
    package init(setting: String, message: String) {
        self.setting = setting
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
