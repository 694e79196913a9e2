internal import JSONKit

extension CardValidator {
    /// An action, as a button or behind something that can be pressed. `holder` is the property that holds it.
    mutating func checkAction(_ action: JSONObject, at place: Place, holder: String) {
        guard let name = typeName(of: action), !name.isEmpty else {
            add(
                "property.required", .error, place.path, action,
                "`type` is missing: an action has one, such as \"Action.Submit\"")
            return
        }
        guard let type = CardType.named(name, in: [.action]) else {
            if CardType.all[name] != nil {
                add(
                    "element.misplaced", .error, place.path, action, "\(article(name)) is no action: put it into `body`"
                )
            } else {
                checkUnknownType(name, action, places: [.action], code: "action.unknown", at: place)
            }
            return
        }
        if name == "Action.ShowCard", ["selectAction", "inlineAction"].contains(holder) {
            add(
                "element.misplaced", .error, place.path, action,
                "an Action.ShowCard is a button: it cannot be a `\(holder)`")
        }
        if place.isInCarousel, ["Action.ShowCard", "Action.ToggleVisibility"].contains(name) {
            add(
                "element.misplaced", .error, place.path, action,
                "\(article(name)) may not stand in a page of a carousel")
        }
        checkNode(action, type, at: place)
        switch name {
        case "Action.OpenUrl", "Action.OpenUrlDialog":
            if let url = action["url"]?.stringValue {
                let schemes = name == "Action.OpenUrl" ? ["https", "http", "mailto", "tel", "msteams"] : ["https"]
                checkAddress(url, schemes: schemes, of: action, at: place.path + "/url")
            }
        case "Action.ToggleVisibility": checkTargets(action, at: place)
        case "Action.ResetInputs":
            for (index, target) in (action["targetInputIds"]?.arrayValue ?? []).enumerated() {
                guard let id = target.stringValue, !survey.inputs.contains(id) else { continue }
                missingTarget(
                    id, among: survey.inputs, of: action, at: "\(place.path)/targetInputIds/\(index)", what: "input")
            }
        case "Action.Submit", "Action.Execute": checkData(action, name, at: place, holder: holder)
        default: break
        }
        if let icon = action["iconUrl"]?.stringValue, !icon.hasPrefix("icon:") {
            checkPictureAddress(icon, of: action, at: place.path + "/iconUrl")
        }
    }

    private mutating func checkTargets(_ action: JSONObject, at place: Place) {
        let targets = action["targetElements"]?.arrayValue ?? []
        if targets.isEmpty, action["targetElements"] != nil {
            add(
                "target.missing", .error, place.path + "/targetElements", action,
                "no element is named: give the ids to show and hide")
        }
        for (index, target) in targets.enumerated() {
            let path = "\(place.path)/targetElements/\(index)"
            guard let id = target.stringValue ?? target["elementId"]?.stringValue else {
                add("property.type", .error, path, action, "a target is an id, or {\"elementId\": …, \"isVisible\": …}")
                continue
            }
            if survey.ids[id] == nil {
                missingTarget(id, among: Set(survey.ids.keys), of: action, at: path, what: "element")
            }
        }
    }

    private mutating func checkData(_ action: JSONObject, _ name: String, at place: Place, holder: String) {
        let path = place.path + "/data"
        if name == "Action.Submit", target == .webhook {
            add(
                "action.unsupported", .error, place.path, action,
                "a webhook cannot receive an Action.Submit: use an Action.OpenUrl, or send the card with a bot")
        }
        if name == "Action.Execute", action["fallback"] == nil, holder != "action", holder != "fallback" {
            add(
                "execute.noFallback", .info, place.path, action,
                "a `fallback` with an Action.Submit would serve clients that do not know Action.Execute")
        }
        guard let data = action["data"], data != .null else { return }
        guard let object = data.objectValue else {
            if case .string(let text) = data, isTemplate(text) { return }
            let hasInputs = !survey.inputs.isEmpty && action["associatedInputs"]?.stringValue?.lowercased() != "none"
            add(
                "submit.dataNotObject", hasInputs ? .error : .warning, path, action,
                "`data` is \(WireError(expected: "", found: data).found): "
                    + (hasInputs ? "inputs cannot be merged into it; " : "Teams may drop it; ") + "write an object")
            return
        }
        guard action["associatedInputs"]?.stringValue?.lowercased() != "none" else { return }
        for id in object.names where survey.inputs.contains(id) {
            add(
                "id.reserved", .warning, path + "/" + id, action,
                "the input \"\(id)\" overwrites the member of that name in `data`: rename one of them")
        }
    }

    // MARK: Addresses

    mutating func checkPictureAddress(_ url: String, of object: JSONObject, at path: String) {
        if url.lowercased().hasPrefix("data:") {
            if !url.lowercased().hasPrefix("data:image/") {
                add(
                    "url.scheme", .error, path, object,
                    "a picture that stands in the card itself begins with data:image/")
            }
            return
        }
        checkAddress(url, schemes: ["https", "http"], of: object, at: path)
        if url.lowercased().hasPrefix("http:") {
            add("url.scheme", .error, path, object, "Teams shows pictures from https addresses only")
        }
    }

    mutating func checkAddress(_ url: String, schemes: [String], of object: JSONObject, at path: String) {
        guard !isTemplate(url) else { return }
        let scheme = url.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        guard url.dropFirst(scheme.count).first == ":", !scheme.isEmpty else {
            add("url.relative", .error, path, object, "\"\(cut(url))\" is no whole address: begin with https://")
            return
        }
        let name = scheme.lowercased()
        if ["javascript", "vbscript", "file"].contains(name) || (name == "data" && !schemes.contains("data")) {
            add("url.unsafe", .error, path, object, "addresses that begin with \(name): are refused")
        } else if !schemes.contains(name) {
            add(
                "url.scheme", .error, path, object,
                "an address that begins with \(name): does not open here: use \(schemes.joined(separator: ", "))")
        }
    }
}
