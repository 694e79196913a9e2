internal import JSONKit
internal import ServiceKit

extension CardValidator {
    private static let forbiddenInCarousel: Set<String> = ["Media", "ActionSet", "Carousel"]

    /// An element in a body or a container.
    mutating func checkElement(_ element: JSONObject, at place: Place) {
        guard let name = typeName(of: element, at: place, what: "an element") else { return }
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
        if let name = part["type"]?.stringValue, name != implied, implied != "DataQuery", implied != "AdaptiveCard" {
            if let action = CardType.named(name, in: [.action]), implied == "Action.Execute" {
                checkNode(part, action, at: place)  // a refresh with another action: its own rule says so
            } else if CardType.all[name] != nil {
                add(
                    "element.misplaced", .error, place.path, part,
                    "\(article(name)) stands where \(article(implied)) belongs")
            } else {
                checkUnknownType(name, part, places: [.part], code: "element.unknown", at: place)
            }
            return
        }
        if implied == "AdaptiveCard" {
            var inner = place
            inner.isInShownCard = true
            checkProperties(part, of: type, at: inner, skipping: ["type", "version"])
            checkCardRules(part, at: inner)
        } else {
            checkNode(part, type, at: place)
        }
    }

    /// An element, an action or a part of a known type.
    mutating func checkNode(_ object: JSONObject, _ type: CardType, at place: Place) {
        if let since = type.since, since > version, object["fallback"] == nil {
            add(
                "version.feature", .warning, place.path, object,
                "\(article(type.name)) came with version \(since), and the card declares \(version): declare \"\(since)\" or give it a `fallback`"
            )
        }
        var inner = place
        if type.name == "CarouselPage" { inner.isInCarousel = true }
        checkProperties(object, of: type, at: inner)
        checkFallback(object, of: type, at: inner)
        if let lengths = object["minHeight"]?.stringValue, !isPixels(lengths), !isTemplate(lengths) {
            add(
                "value.format", .error, place.path + "/minHeight", object,
                "`minHeight` is \"\(cut(lengths))\": write a number of pixels such as \"80px\"")
        }
        if let area = object["grid.area"]?.stringValue, !survey.areas.contains(area) {
            missingTarget(
                area, among: survey.areas, of: object, at: place.path + "/grid.area", what: "area of a Layout.AreaGrid")
        }
        if let input = object["labelFor"]?.stringValue, !survey.inputs.contains(input) {
            missingTarget(input, among: survey.inputs, of: object, at: place.path + "/labelFor", what: "input")
        }
        if let background = object["backgroundImage"] { checkBackground(background, of: object, at: place) }
        switch type.name {
        case "TextBlock": checkText(object, at: place)
        case "Image": checkImage(object, at: place)
        case "Media": checkMedia(object, at: place)
        case "RichTextBlock": checkInlines(object, at: place)
        default: if type.place == .input { checkInput(object, type, at: place) }
        }
    }

    private mutating func checkFallback(_ object: JSONObject, of type: CardType, at place: Place) {
        guard let fallback = object["fallback"], fallback != .null, place.depth < 256 else { return }
        switch fallback {
        case .string(let text) where text.lowercased() == "drop": break
        case .object(let element) where type.place == .action:
            checkAction(element, at: place.at("fallback"), holder: "fallback")
        case .object(let element) where type.name == "Column":
            checkPart(element, implied: "Column", at: place.at("fallback"))
        case .object(let element): checkElement(element, at: place.at("fallback"))
        default:
            add(
                "property.type", .error, place.path + "/fallback", object,
                "`fallback` is \(WireError(expected: "", found: fallback).found) where \(type.place == .action ? "an action" : "an element") or \"drop\" belongs"
            )
        }
    }

    func missingTargetMessage(_ id: String, among known: Set<String>, what: String) -> String {
        "there is no \(what) \"\(cut(id))\""
            + (nearestName(to: id, among: known).map { ": did you mean \"\($0)\"?" } ?? " in the card")
    }

    mutating func missingTarget(
        _ id: String, among known: Set<String>, of object: JSONObject, at path: String, what: String
    ) {
        guard !isTemplate(id) else { return }
        add("target.missing", .error, path, object, missingTargetMessage(id, among: known, what: what))
    }

    func typeName(of object: JSONObject) -> String? { object["type"]?.stringValue }

    private mutating func typeName(of object: JSONObject, at place: Place, what: String) -> String? {
        if let name = typeName(of: object), !name.isEmpty { return name }
        add(
            "property.required", .error, place.path, object, "`type` is missing: \(what) has one, such as \"TextBlock\""
        )
        return nil
    }

    mutating func checkUnknownType(
        _ name: String, _ object: JSONObject, places: [CardType.Place], code: CardIssue.Code, at place: Place
    ) {
        let known = CardType.all.values.filter { places.contains($0.place) }.map(\.name)
        let hint =
            if let exact = known.first(where: { $0.lowercased() == name.lowercased() }) {
                ": types are case-sensitive, write \"\(exact)\""
            } else {
                nearestName(to: name, among: known).map { ": did you mean \"\($0)\"?" } ?? ""
            }
        let hasWayOut = object["fallback"] != nil || object["requires"] != nil
        add(code, hasWayOut ? .warning : .error, place.path, object, "Teams knows no type \"\(cut(name))\"" + hint)
        guard let fallback = object["fallback"]?.objectValue, place.depth < 256 else { return }
        if code == "action.unknown" {
            checkAction(fallback, at: place.at("fallback"), holder: "fallback")
        } else {
            checkElement(fallback, at: place.at("fallback"))
        }
    }

    private mutating func checkImage(_ image: JSONObject, at place: Place) {
        if let url = image["url"]?.stringValue {
            checkPictureAddress(url, of: image, at: place.path + "/url")
            let expands = image["msteams"]?["allowExpand"] == true || image["allowExpand"] == true
            if expands, url.hasPrefix("data:") {
                add(
                    "url.scheme", .error, place.path + "/url", image,
                    "a picture that stands in the card itself cannot be opened in full: give it an https address")
            }
        }
        if image["altText"]?.stringValue?.isEmpty ?? true {
            add(
                "a11y.altText", .info, place.path, image,
                "`altText` would say what the picture shows to people who do not see it")
        }
        if let color = image["backgroundColor"]?.stringValue, !isColor(color), !isTemplate(color) {
            add(
                "value.format", .error, place.path + "/backgroundColor", image,
                "`backgroundColor` is \"\(cut(color))\": write #RRGGBB or #AARRGGBB")
        }
    }

    private mutating func checkMedia(_ media: JSONObject, at place: Place) {
        for (index, source) in (media["sources"]?.arrayValue ?? []).enumerated() {
            let path = "\(place.path)/sources/\(index)"
            guard let url = source["url"]?.stringValue else {
                add("property.required", .error, path, media, "`url` is missing: a source needs an address")
                continue
            }
            checkAddress(url, schemes: ["https", "http"], of: media, at: path + "/url")
        }
        if let poster = media["poster"]?.stringValue {
            checkPictureAddress(poster, of: media, at: place.path + "/poster")
        }
    }

    private mutating func checkInlines(_ paragraph: JSONObject, at place: Place) {
        for (index, inline) in (paragraph["inlines"]?.arrayValue ?? []).enumerated() {
            let inner = place.at("inlines").at(index)
            switch inline {
            case .string: break
            case .object(let run):
                let name = run["type"]?.stringValue ?? "TextRun"
                if let type = CardType.named(name, in: [.part]), name.hasSuffix("Run") {
                    checkProperties(run, of: type, at: inner)
                } else {
                    checkUnknownType(name, run, places: [.part], code: "element.unknown", at: inner)
                }
            default:
                add("property.type", .error, inner.path, paragraph, "a part of a paragraph is a text or a TextRun")
            }
        }
    }

    private mutating func checkBackground(_ background: JSONValue, of object: JSONObject, at place: Place) {
        switch background {
        case .string(let url): checkPictureAddress(url, of: object, at: place.path + "/backgroundImage")
        case .object(let image):
            checkProperties(
                image, of: CardType.all["BackgroundImage"] ?? .adaptiveCard, at: place.at("backgroundImage"))
            if let url = image["url"]?.stringValue {
                checkPictureAddress(url, of: object, at: place.path + "/backgroundImage/url")
            }
        default: break
        }
    }

    private func isColor(_ text: String) -> Bool {
        (text.count == 7 || text.count == 9) && text.hasPrefix("#") && text.dropFirst().allSatisfy(\.isHexDigit)
    }
}
