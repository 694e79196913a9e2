internal import JSONKit
internal import ServiceKit

extension CardValidator {
    /// How many buttons Teams shows in a row before it puts the others into a menu.
    private static let shownActions = 6

    /// An action, as a button or behind something that can be pressed. `holder` is the property that holds it.
    mutating func checkAction(_ action: JSONObject, at place: Place, holder: String) {
        guard let name = typeName(of: action), !name.isEmpty else {
            add(
                "property.required", .error, place.path, action,
                "`type` is missing: an action has one, such as \"Action.Submit\"")
            return
        }
        guard let type = CardType.named(name, in: [.action]) else {
            if CardType.all[name]?.hasTypeName == true {
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
        if name == "Action.Submit" || name == "Action.Execute" { checkSubmission(action, name, at: place) }
    }

    /// The buttons in a row. Those in the menu do not count.
    mutating func checkCount(of value: JSONValue, in object: JSONObject, at place: Place) {
        let primary = (value.arrayValue ?? []).filter { $0["mode"]?.stringValue?.lowercased() != "secondary" }
        guard primary.count > Self.shownActions else { return }
        add(
            "actions.tooMany", .warning, place.path, object,
            "\(primary.count) buttons: Teams shows 6 and puts the others into a menu; give the less important ones \"mode\": \"secondary\""
        )
    }

    // MARK: Targets

    /// The elements that an action shows and hides. A client passes over an id that it does not find: a button is at
    /// fault when it does nothing at all.
    mutating func checkTargets(
        _ value: JSONValue, _ property: CardProperty, of action: JSONObject, at place: Place
    ) {
        guard let targets = value.arrayValue else { return }
        if targets.isEmpty {
            add(
                "target.missing", .error, place.path, action, "no element is named: give the ids to show and hide")
        }
        let ids = targets.map { target in target.stringValue ?? target["elementId"]?.stringValue }
        let isOfUse = ids.contains { id in id.map { survey.ids[ExactText($0)] != nil || isTemplate($0) } ?? false }
        for (index, id) in ids.enumerated() {
            let inner = place.at(index)
            if let id {
                guard survey.ids[ExactText(id)] == nil else { continue }
                missingTarget(
                    id, among: survey.ids.keys, of: action, at: inner, what: "element",
                    severity: isOfUse ? .warning : .error)
            } else if property.kind == .list(.any) {
                add(
                    "property.type", .error, inner.path, action,
                    "a target is an id, or {\"elementId\": …, \"isVisible\": …}")
            }
        }
    }

    /// A name that has to stand elsewhere in the card.
    mutating func checkTarget(
        _ value: JSONValue, among known: Set<ExactText>, of object: JSONObject, at place: Place, what: String
    ) {
        guard let id = value.stringValue, !known.contains(ExactText(id)) else { return }
        missingTarget(id, among: known, of: object, at: place, what: what)
    }

    private mutating func missingTarget(
        _ id: String, among known: some Collection<ExactText>, of object: JSONObject, at place: Place, what: String,
        severity: CardIssue.Severity = .error
    ) {
        guard !isTemplate(id) else { return }
        var hint = " in the card"
        if hintsLeft > 0 {
            hintsLeft -= 1
            if let nearest = nearestName(to: id, among: known.prefix(500).map(\.text)) {
                hint = ": did you mean \"\(cut(nearest))\"?"
            }
        }
        add("target.missing", severity, place.path, object, "there is no \(what) \"\(cut(id))\"" + hint)
    }
}
