internal import JSONKit
internal import ServiceKit

extension CardValidator {
    private static let forbiddenInCarousel: Set<String> = ["Media", "ActionSet", "Carousel"]

    /// An element in a body or a container.
    mutating func checkElement(_ element: JSONObject, at place: Place) {
        guard let name = typeName(of: element), !name.isEmpty else {
            add(
                "property.required", .error, place.path, element,
                "`type` is missing: an element has one, such as \"TextBlock\"")
            return
        }
        if let type = CardType.named(name, in: [.element, .input]) {
            if place.isInCarousel, Self.forbiddenInCarousel.contains(name) || type.place == .input {
                add(
                    "element.misplaced", .error, place.path, element,
                    "\(article(name)) may not stand in a page of a carousel")
            }
            checkNode(element, type, at: place)
        } else if CardType.named(name, in: [.action]) != nil {
            add(
                "element.misplaced", .error, place.path, element,
                "\(article(name)) is an action: put it into `actions` or an ActionSet")
        } else if let part = CardType.named(name, in: [.part]),
            ["Column", "TableRow", "TableCell", "CarouselPage"].contains(name)
        {
            let owner = ["Column": "a ColumnSet", "CarouselPage": "a Carousel"][name] ?? "a Table"
            add("element.misplaced", .error, place.path, element, "\(article(name)) stands only in \(owner)")
            checkNode(element, part, at: place)
        } else {
            checkUnknownType(name, element, places: [.element, .input], code: "element.unknown", at: place)
        }
    }

    /// A part whose type follows from where it stands.
    mutating func checkPart(_ part: JSONObject, implied: String, at place: Place) {
        guard let type = CardType.all[implied] else { return }
        if let name = part["type"]?.stringValue, name != implied, type.hasTypeName {
            if type.place == .action, CardType.named(name, in: [.action]) != nil {
                if place.path.hasSuffix("/refresh/action") {
                    checkAction(part, at: place, holder: "action")  // its own rule says that it is the wrong one
                } else {
                    misplaced(name, where: implied, part, at: place)
                }
            } else if CardType.all[name] != nil {
                misplaced(name, where: implied, part, at: place)
            } else {
                checkUnknownType(name, part, places: [type.place], code: "element.unknown", at: place)
            }
            return
        }
        if type.place == .action, typeName(of: part) != nil {
            checkAction(part, at: place, holder: "action")
        } else if implied == "AdaptiveCard" {
            checkProperties(part, of: type, at: place, skipping: ["type", "version"])
            checkRefresh(part, at: place)
        } else {
            checkNode(part, type, at: place)
        }
    }

    private mutating func misplaced(_ name: String, where implied: String, _ part: JSONObject, at place: Place) {
        add(
            "element.misplaced", .error, place.path, part,
            "\(article(name)) stands where \(article(implied)) belongs")
    }

    /// An element, an action or a part of a known type.
    mutating func checkNode(_ object: JSONObject, _ type: CardType, at place: Place) {
        if let since = type.since, since > version, !isGuarded(object, at: place) {
            add(
                "version.feature", .warning, place.path, object,
                "\(article(type.name)) came with version \(since), and the card declares \(version): declare \"\(since)\" or give it a `fallback`"
            )
        }
        var inner = place
        if type.name == "CarouselPage" { inner.isInCarousel = true }
        inner.hasFallback = isGuarded(object, at: place)
        checkProperties(object, of: type, at: inner)
        checkFallback(object, of: type, at: place)
        if type.name.hasPrefix("Chart.") { checkChart(object, of: type, at: place) }
        switch type.name {
        case "Image": checkImage(object, at: place)
        default: if type.place == .input { checkInput(object, type, at: place) }
        }
    }

    /// Whether something else is shown by a client that does not know the object: its own `fallback`, or that of what
    /// is around it. What names the features that it `requires` says that it may be left out.
    func isGuarded(_ object: JSONObject, at place: Place) -> Bool {
        place.hasFallback || (object["fallback"] ?? .null) != .null || (object["requires"] ?? .null) != .null
    }

    /// What is shown instead is of the same kind: an action for an action, a column for a column.
    private mutating func checkFallback(_ object: JSONObject, of type: CardType, at place: Place) {
        guard let fallback = object["fallback"], fallback != .null, place.depth < 256 else { return }
        switch fallback {
        case .string(let text) where text.lowercased() == "drop" || isTemplate(text): break
        case .object(let element) where type.place == .action:
            checkAction(element, at: place.at("fallback"), holder: "fallback")
        case .object(let element) where type.place == .part:
            checkPart(element, implied: type.name, at: place.at("fallback"))
        case .object(let element): checkElement(element, at: place.at("fallback"))
        default:
            add(
                "property.type", .error, place.path + "/fallback", object,
                "`fallback` is \(WireError(expected: "", found: fallback).found) where \(type.place == .action ? "an action" : "an element") or \"drop\" belongs"
            )
        }
    }

    func typeName(of object: JSONObject) -> String? { object["type"]?.stringValue }

    mutating func checkUnknownType(
        _ name: String, _ object: JSONObject, places: [CardType.Place], code: CardIssue.Code, at place: Place
    ) {
        guard !isTemplate(name) else { return }
        let known = CardType.all.values.filter { places.contains($0.place) && $0.hasTypeName }.map(\.name)
        let hint =
            if let exact = known.first(where: { $0.lowercased() == name.lowercased() }) {
                ": types are case-sensitive, write \"\(exact)\""
            } else {
                nearestName(to: name, among: known).map { ": did you mean \"\($0)\"?" } ?? ""
            }
        add(
            code, isGuarded(object, at: place) ? .warning : .error, place.path, object,
            "Teams knows no type \"\(cut(name))\"" + hint)
        guard let fallback = object["fallback"]?.objectValue, place.depth < 256 else { return }
        if code == "action.unknown" {
            checkAction(fallback, at: place.at("fallback"), holder: "fallback")
        } else {
            checkElement(fallback, at: place.at("fallback"))
        }
    }
}

extension CardType {
    /// Whether objects of it say in `type` which they are: elements and actions do, a fact or a choice does not.
    var hasTypeName: Bool {
        place != .part
            || ["Run", "Column", "TableRow", "TableCell", "CarouselPage"].contains { name.hasSuffix($0) }
                && name != "TableColumn"
            || name.hasPrefix("Layout.")
    }
}
