internal import JSONKit
internal import ServiceKit
internal import TeamsApp

/// Finds a setting by its variable: on the command line, in the environment, in the file.
struct NotifierLookup {
    let options: [String: Setting]
    let environment: ProcessEnvironment
    let file: NotifierSettingsFile?

    subscript(name: String) -> Setting? {
        if let option = options[name] { return option }
        if let variable = environment[name] { return variable }
        guard let text = (try? file?.text(name)) ?? nil, !text.isEmpty else { return nil }
        return Setting(name: name, text: text)
    }

    /// The bot, as ``AppConfiguration/environment(_:)`` reads it from all three.
    func app() throws(SettingError) -> AppConfiguration {
        var variables: [String: String] = [:]
        for name in AppConfiguration.variables { variables[name] = self[name]?.text }
        // Conversations are kept with everything else.
        variables["CONVERSATIONS_FILE"] = nil
        return try told { () throws(SettingError) in
            try AppConfiguration.environment(ProcessEnvironment(variables))
        }
    }

    /// An object or a list of the file, or JSON in a variable.
    func value<Value: StrictlyDecodableValue>(_ name: String) throws(SettingError) -> Value? {
        if let variable = environment[name] {
            let json: JSONValue
            do { json = try JSONValue(parsing: variable.text, duplicateNames: .refused) } catch {
                throw SettingError(setting: name, message: "\(name) is no JSON: \(error)")
            }
            do throws(StrictError) {
                return try StrictReader.read(Value.self, from: json)
            } catch {
                throw SettingError(setting: name, message: "\(name): \(error.message)")
            }
        }
        guard let file, let member = file.members[name] else { return nil }
        do throws(StrictError) {
            return try StrictReader.read(
                Value.self, from: member.json, at: JSONPointer(member.pointer) ?? .root)
        } catch {
            throw NotifierSettingsFile.error(file.path, "\(error.pointer)", error.problem)
        }
    }

    /// What `read` reads; an error about a setting of the file says so, one about an option names the option.
    func told<Value>(_ read: () throws(SettingError) -> Value) throws(SettingError) -> Value {
        do throws(SettingError) {
            return try read()
        } catch {
            throw told(error)
        }
    }

    func error(_ setting: Setting, _ message: String) -> SettingError {
        told(SettingError(setting: setting.name, message: message))
    }

    private func told(_ error: SettingError) -> SettingError {
        if let option = options[error.setting], option.name != error.setting {
            let message = error.message.replacing(error.setting, with: option.name, maxReplacements: 1)
            return SettingError(setting: option.name, message: message)
        }
        guard environment[error.setting] == nil, let file, let member = file.members[error.setting] else {
            return error
        }
        return NotifierSettingsFile.error(file.path, member.pointer, error.message)
    }
}
