internal import JSONKit

extension CardValidator {
    /// The rules for what a property holds, beyond its kind. They go by the name of the property, so that they look
    /// everywhere: a rule for `minHeight` holds for a card, a column and a page alike.
    mutating func checkRules(
        _ value: JSONValue, of property: CardProperty, in object: JSONObject, of type: CardType, at place: Place
    ) {
        switch property.name {
        case "id":
            if type.place != .part || type.hasTypeName, value.stringValue?.allSatisfy(\.isWhitespace) == true {
                checkEmptyID(object, of: type, at: place)
            }
        case "minHeight", "maxHeight", "minWidth", "itemWidth", "minItemWidth", "maxItemWidth", "heightInPixels",
            "maxPopoverWidth", "minColumnWidth", "labelWidth":
            if property.kind == .text || property.kind == .any {
                checkPixels(value, of: property.name, in: object, at: place)
            }
        case "backgroundColor": checkColor(value, in: object, at: place)
        case "grid.area":
            checkTarget(value, among: survey.areas, of: object, at: place, what: "area of a Layout.AreaGrid")
        case "labelFor": checkTarget(value, among: survey.inputs, of: object, at: place, what: "input")
        case "targetInputIds":
            for (index, target) in (value.arrayValue ?? []).enumerated() {
                checkTarget(target, among: survey.inputs, of: object, at: place.at(index), what: "input")
            }
        case "targetElements": checkTargets(value, property, of: object, at: place)
        case "actions": checkCount(of: value, in: object, at: place)
        case "backgroundImage": checkBackground(value, property, of: object, at: place)
        case "url", "iconUrl", "poster", "themedUrls", "themedIconUrls", "sources", "captionSources", "webUrl":
            checkAddresses(value, of: property, in: object, of: type, at: place)
        case "inlines": checkInlines(value, property, of: object, at: place)
        case "valueChangedAction":
            if property.kind == .object, let action = value.objectValue {
                checkPart(action, implied: "Action.ResetInputs", at: place)
            }
        case "choices.data": checkDataset(value, of: object, at: place)
        default: break
        }
        if property.kind == .text { checkShownText(value, of: property.name, in: object, of: type, at: place) }
    }

    /// How bad it is that a property is missing: a box without content is drawn, and shows nothing.
    func severity(ofMissing property: CardProperty, in type: CardType) -> CardIssue.Severity {
        property.name == "items" && type.name == "Container" ? .warning : .error
    }

    private mutating func checkEmptyID(_ object: JSONObject, of type: CardType, at place: Place) {
        if type.place == .input {
            add(
                "id.input.missing", .error, place.path, object,
                "the `id` is empty: the value of an \(type.name) is submitted under it")
        } else {
            add("id.empty", .warning, place.path, object, "the `id` is empty: give it a name, or leave it out")
        }
    }

    // MARK: Sizes and colours

    private mutating func checkPixels(_ value: JSONValue, of name: String, in object: JSONObject, at place: Place) {
        guard let length = value.stringValue, !isPixels(length), !isTemplate(length) else { return }
        add(
            "value.format", .error, place.path, object,
            "`\(name)` is \"\(cut(length))\": write a number of pixels such as \"80px\"")
    }

    private mutating func checkColor(_ value: JSONValue, in object: JSONObject, at place: Place) {
        guard let color = value.stringValue, !isColor(color), !isTemplate(color) else { return }
        add(
            "value.format", .error, place.path, object,
            "`backgroundColor` is \"\(cut(color))\": write #RRGGBB or #AARRGGBB")
    }

    private func isColor(_ text: String) -> Bool {
        let count = text.utf8.count
        return (count == 7 || count == 9) && text.hasPrefix("#") && text.dropFirst().allSatisfy(\.isHexDigit)
    }

    // MARK: Parts that the table of properties leaves open

    private mutating func checkInlines(
        _ value: JSONValue, _ property: CardProperty, of paragraph: JSONObject, at place: Place
    ) {
        for (index, inline) in (value.arrayValue ?? []).enumerated() {
            let inner = place.at(index)
            switch inline {
            case .string(let text): checkShownText(text, as: .run, in: paragraph, at: inner)
            case .object(let run) where property.kind == .list(.any):
                let name = run["type"]?.stringValue ?? "TextRun"
                if let type = CardType.named(name, in: [.part]), name.hasSuffix("Run") {
                    checkProperties(run, of: type, at: inner)
                } else {
                    checkUnknownType(name, run, places: [.part], code: "element.unknown", at: inner)
                }
            case .object: break
            default:
                if property.kind == .list(.any) {
                    add("property.type", .error, inner.path, paragraph, "a part of a paragraph is a text or a TextRun")
                }
            }
        }
    }

    // MARK: Charts

    /// A chart that is given no data shows nothing.
    mutating func checkChart(_ chart: JSONObject, of type: CardType, at place: Place) {
        guard type.properties["data"] != nil else { return }
        guard let data = chart["data"], data != .null else {
            add("chart.empty", .warning, place.path, chart, "the chart has no `data`, and shows nothing")
            return
        }
        guard let series = data.arrayValue else { return }
        if series.isEmpty {
            add("chart.empty", .warning, place.path + "/data", chart, "the chart has no data, and shows nothing")
        }
        guard let member = Self.points[type.name] else { return }
        for (index, line) in series.enumerated() {
            guard let object = line.objectValue else { continue }
            let points = object[member] ?? .null
            guard points == .null || points.arrayValue?.isEmpty == true else { continue }
            add(
                "chart.empty", .warning, "\(place.path)/data/\(index)" + (points == .null ? "" : "/\(member)"), chart,
                "the series has no `\(member)`, and shows nothing")
        }
    }

    /// The member of a series that holds its points, for charts of several series.
    private static let points = [
        "Chart.Line": "values", "Chart.VerticalBar.Grouped": "values", "Chart.HorizontalBar.Stacked": "data",
    ]
}
