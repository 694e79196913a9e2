internal import Foundation
internal import JSONKit
internal import ServiceKit

/// The file of settings: an object whose members have the names of variables.
struct NotifierSettingsFile: Sendable {
    /// A member: where it stands, and what.
    struct Member: Sendable {
        let pointer: String
        let json: JSONValue
    }

    /// Texts, numbers and flags.
    static let scalars = [
        "CLIENT_ID", "CLIENT_SECRET", "CLIENT_CERTIFICATE_PATH", "CLIENT_CERTIFICATE_KEY_PATH",
        "AZURE_FEDERATED_TOKEN_FILE", "MANAGED_IDENTITY_CLIENT_ID", "TENANT_ID", "CLOUD", "SERVICE_URL",
        "LOCAL_TEAMS_URL", "ALLOW_CANARY_SERVICE", "PORT", "DATA", "DATABASE", "DATABASE_CONNECTIONS", "API_KEY_FILE",
        "TEMPLATES", "CLOCK", "TEAMS_APP_ID", "RETENTION", "LOG_FORMAT", "LOG_LEVEL",
    ]
    static let objects = ["ENTRA", "WELCOME", "SOURCES", WebhookSettings.variable]
    private static let maxBytes = 4 << 20

    let path: String
    /// By the names of variables.
    private(set) var members: [String: Member] = [:]

    init(path: String) throws(SettingError) {
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try? file.read(upToCount: Self.maxBytes + 1) ?? Data()
        else { throw SettingError(setting: "--config", message: "--config: the file '\(path)' cannot be read") }
        guard data.count <= Self.maxBytes else {
            throw SettingError(setting: "--config", message: "--config: '\(path)' has more than \(Self.maxBytes) bytes")
        }
        try self.init(path: path, bytes: [UInt8](data))
    }

    init(path: String, bytes: [UInt8]) throws(SettingError) {
        self.path = path
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: bytes, duplicateNames: .refused)
        } catch {
            throw SettingError(
                setting: "--config", message: "\(path):\(error.line):\(error.column): this is no JSON: \(error.message)"
            )
        }
        guard case .object(let object) = json else { throw Self.error(path, "", "must be an object of settings") }
        for (name, value) in object where !value.isNull {
            let pointer = "/" + JSONPointer.escaped(name.excerpt)
            let variable = Self.variable(name)
            guard Self.scalars.contains(variable) || Self.objects.contains(variable) else {
                let known = Self.scalars + Self.objects
                let hint = nearestName(to: variable, among: known).map { "; did you mean \(Self.member($0))?" } ?? ""
                throw Self.error(path, pointer, "is not known here\(hint)")
            }
            guard members[variable] == nil else {
                throw Self.error(path, pointer, "stands there in another spelling too")
            }
            members[variable] = Member(pointer: pointer, json: value)
        }
        for name in Self.scalars { _ = try text(name) }
    }

    /// A scalar as a variable would have it.
    func text(_ name: String) throws(SettingError) -> String? {
        guard let member = members[name] else { return nil }
        switch member.json {
        case .string(let text): return text
        case .number(let number) where number.isInteger: return number.description
        case .bool(let flag): return flag ? "true" : "false"
        default: throw Self.error(path, member.pointer, "must be a text, a whole number, true or false")
        }
    }

    static func error(_ path: String, _ pointer: String, _ problem: String) -> SettingError {
        let place = pointer.isEmpty ? path : "\(path): \(pointer)"
        return SettingError(setting: "--config", message: "\(place): \(problem)")
    }

    /// `clientId` and `CLIENT_ID` are `CLIENT_ID`.
    private static func variable(_ name: String) -> String {
        guard name.utf8.contains(where: { (0x61...0x7A).contains($0) }) else { return name }
        var variable = ""
        for character in name {
            if character.isUppercase, !variable.isEmpty { variable += "_" }
            variable += character.uppercased()
        }
        return variable
    }

    /// `CLIENT_ID` as the file writes it: `clientId`.
    static func member(_ variable: String) -> String {
        let words = variable.lowercased().split(separator: "_")
        return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
