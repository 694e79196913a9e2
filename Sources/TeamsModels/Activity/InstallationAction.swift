public import JSONKit

/// What became of an installation. The letters' case does not matter.
public struct InstallationAction: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The app was installed.
    public static let add: InstallationAction = "add"
    /// The app was removed.
    public static let remove: InstallationAction = "remove"
    /// The app was upgraded; the installation stays.
    public static let addUpgrade: InstallationAction = "add-upgrade"
    /// An upgrade removed the bot, or is about to add it again: not an uninstall by itself.
    public static let removeUpgrade: InstallationAction = "remove-upgrade"

    /// Whether both are the same name, however its letters are written.
    public static func == (left: Self, right: Self) -> Bool {
        left.rawValue == right.rawValue || left.rawValue.lowercased() == right.rawValue.lowercased()
    }
    /// Hashes the name without regard to how its letters are written.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue.lowercased()) }
}
