internal import Foundation
internal import JSONKit
internal import ServiceKit

/// The part `webhooks` of the settings: addresses by name, `{"ops":"https://…"}`. What is wrong is told by the name,
/// never by the address: that is a secret.
enum WebhookSettings {
    static let variable = "WEBHOOKS"

    static func read(_ lookup: NotifierLookup, isLocal: Bool) throws(SettingError) -> [String: String] {
        let json: JSONValue
        let place: String
        if let setting = lookup.environment[variable] {
            place = variable
            guard let parsed = try? JSONValue(parsing: setting.text, duplicateNames: .refused) else {
                throw SettingError(
                    setting: variable, message: "\(variable) is no JSON: it must be {\"name\":\"https://…\"}")
            }
            json = parsed
        } else if let file = lookup.file, let member = file.members[variable] {
            place = "\(file.path): \(member.pointer)"
            json = member.json
        } else {
            return [:]
        }
        guard let members = json.objectValue else {
            throw SettingError(setting: variable, message: "\(place): must be an object of names and addresses")
        }
        var webhooks: [String: String] = [:]
        for (name, value) in members {
            guard let address = value.stringValue else {
                throw SettingError(setting: variable, message: "\(place): \(name.excerpt) must be an https address")
            }
            webhooks[name] = address
        }
        do throws(NotificationError) {
            _ = try WebhookBook(webhooks, allowsLoopback: isLocal)
        } catch {
            throw SettingError(setting: variable, message: "\(place): \(error.message.trimmingPrefix("webhooks: "))")
        }
        return webhooks
    }
}
