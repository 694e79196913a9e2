internal import JSONKit
internal import ServiceKit

extension CardValidator {
    /// What an action sends to the bot besides the inputs.
    mutating func checkSubmission(_ action: JSONObject, _ name: String, at place: Place) {
        let path = place.path + "/data"
        guard let data = action["data"], data != .null else { return }
        let takesInputs = action["associatedInputs"]?.stringValue?.lowercased() != "none"
        guard let object = data.objectValue else {
            if case .string(let text) = data, isTemplate(text) { return }
            let hasInputs = !survey.inputs.isEmpty && takesInputs
            add(
                "submit.dataNotObject", hasInputs ? .error : .warning, path, action,
                "`data` is \(WireError(expected: "", found: data).found): "
                    + (hasInputs ? "inputs cannot be merged into it; " : "Teams may drop it; ") + "write an object")
            return
        }
        if let teams = object["msteams"], name == "Action.Submit" {
            checkTeamsData(teams, of: action, at: path + "/msteams")
        }
        guard takesInputs else { return }
        for id in object.names where survey.inputs.contains(ExactText(id)) {
            add(
                "id.reserved", .warning, path + "/" + JSONPointer.escaped(id), action,
                "the input \"\(cut(id))\" overwrites the member of that name in `data`: rename one of them")
        }
    }

    /// What `data.msteams` may ask of Teams.
    private static let requests = ["messageBack", "imBack", "signin", "task/fetch", "invoke"]

    /// `data.msteams`, which makes Teams do something other than to send the data. What it does not know it ignores.
    private mutating func checkTeamsData(_ json: JSONValue, of action: JSONObject, at path: String) {
        if case .string(let text) = json, isTemplate(text) { return }
        guard let flaw = flawOfTeamsData(json) else { return }
        add("submit.msteams", .warning, path, action, flaw)
    }

    private func flawOfTeamsData(_ json: JSONValue) -> String? {
        guard let object = json.objectValue else {
            return
                "`msteams` is \(WireError(expected: "", found: json).found), which Teams ignores: write an object such as {\"type\": \"task/fetch\"}"
        }
        guard let type = object["type"] else {
            if object.isEmpty || object["justInTimeInstall"] != nil { return nil }
            return
                "`msteams` has no `type`, and Teams ignores it: write one of \(Self.requests.joined(separator: ", "))"
        }
        guard let name = type.stringValue, Self.requests.contains(where: { name.hasSameBytes(as: $0) }) else {
            if case .string(let text) = type, isTemplate(text) { return nil }
            let hint = type.stringValue.flatMap { nearestName(to: $0, among: Self.requests) }
                .map { ": did you mean \"\($0)\"?" }
            return
                "Teams ignores `msteams` of the type \(cut(type.text()))"
                + (hint ?? ": write one of \(Self.requests.joined(separator: ", "))")
        }
        if target == .dialog {
            return "Teams ignores `msteams` in a dialog: leave it out, and the bot gets the data as task/submit"
        }
        return missingMember(of: object, name)
    }

    private func missingMember(of object: JSONObject, _ type: String) -> String? {
        let value = object["value"] ?? .null
        switch type {
        case "messageBack" where value == .null && (object["text"] ?? .null) == .null:
            return "a messageBack without `text` and `value` sends nothing: give one of them"
        case "imBack" where value.stringValue?.isEmpty ?? true:
            return "an imBack needs a text as its `value`: it is what the person is made to say"
        case "signin":
            let address = value.stringValue ?? ""
            guard !isTemplate(address), !address.lowercased().hasPrefix("https://") else { return nil }
            return "a signin needs the https address of the page as its `value`"
        case "invoke" where value == .null: return "an invoke needs a `value`: it is what the bot gets"
        default: return nil
        }
    }
}
