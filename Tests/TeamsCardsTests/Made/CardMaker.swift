import JSONKit
import TestSupport

@testable import TeamsCards

/// Makes cards that nobody would think of, of all that the builders have: every type and every property of the schema,
/// with values that Teams takes.
struct CardMaker {
    private var random: SeededGenerator
    private var ids = 0
    private var inputs: [String] = []
    private var named: [String] = []
    /// Whether it is in a page of a carousel, where less may stand.
    private var isInPage = false
    private var left = 0

    private static let deepest = 4

    init(seed: UInt64) { random = SeededGenerator(seed) }

    /// The next card. Its names are its own.
    mutating func card() -> JSONValue {
        ids = 0
        inputs = []
        named = []
        left = 40
        return .object(object(of: "AdaptiveCard", depth: 0))
    }

    // MARK: Objects

    private mutating func object(of type: String, depth: Int) -> JSONObject {
        let known = CardType.all[type]!
        var object: JSONObject = known.place == .part && !typed.contains(type) ? [:] : ["type": .string(type)]
        left -= 1
        let wasInPage = isInPage
        if type == "CarouselPage" { isInPage = true }
        defer { isInPage = wasInPage }
        // Sorted, since a dictionary has another order in each run.
        for property in known.properties.values.sorted(by: { $0.name < $1.name }) {
            guard property.isRequired || wants(property, of: type, depth) else { continue }
            object[property.name] = value(property, of: type, depth)
        }
        settle(&object, type)
        return object
    }

    /// What its initializer asks for is there, so that there is something to see.
    private mutating func wants(_ property: CardProperty, of type: String, _ depth: Int) -> Bool {
        switch property.name {
        case "requires", "key", "isSortKey", "$schema", "authentication", "refresh", "metadata", "resources",
            "references", "msteams", "menuActions", "themedUrls", "themedIconUrls", "valueChangedAction", "regex",
            "choices.data", "mentioned", "allowExpand", "entities", "grid.area", "labelFor", "isMultiSelect":
            return false
        case "id" where type.hasPrefix("Input."): return true
        case "fallback", "selectAction", "inlineAction", "layouts", "backgroundImage":
            return depth < Self.deepest && left > 0 && random.chance(6)
        case "targetWidth", "isVisible": return random.chance(10)
        case "body", "version", "items", "columns", "rows", "cells", "pages", "facts", "images", "actions", "inlines",
            "choices", "data", "segments", "values", "title", "name", "text", "codeSnippet", "url", "value", "legend",
            "x", "y", "size", "label", "altText", "sources", "targetElements", "card", "verb", "areas":
            return property.name == "actions" && type == "AdaptiveCard" ? random.chance(2) : true
        default: return random.chance(4)
        }
    }

    /// What properties have to do with each other.
    private mutating func settle(_ object: inout JSONObject, _ type: String) {
        if let low = object["min"]?.doubleValue, let high = object["max"]?.doubleValue, low > high {
            object["max"] = object["min"]
        }
        switch type {
        case "Input.ChoiceSet": object["value"] = object["choices"]?[0]?["value"]
        case "Input.Date", "Input.Time":
            for name in ["min", "max", "value"] { object[name] = nil }
        case "Input.Number", "Input.Rating":
            object["value"] = object["min"] ?? object["max"] ?? 1
            if type == "Input.Rating" { object["max"] = 5 }
        case "ProgressBar", "Rating":
            object["max"] = 5
            object["value"] = 3
        case "Chart.Gauge":
            object["min"] = 0
            object["max"] = 100
            object["value"] = 40
        case "Input.Text":
            object["value"] = "a note"
            object["maxLength"] = 80
        case "Component":
            object["name"] = "graph.microsoft.com/user"
            object["properties"] = ["displayName": "Ines Okafor", "userPrincipalName": "ines@harbor.test"]
        case "Table":
            let count = (object["rows"]?.arrayValue ?? []).map { $0["cells"]?.arrayValue?.count ?? 0 }.max() ?? 0
            object["columns"] = .array(Array(repeating: ["width": 1], count: max(count, 1)))
        case "Input.Toggle": object["value"] = "true"
        default: break
        }
        if object["isRequired"] == true { object["errorMessage"] = "It is needed" }
        if type.hasPrefix("Chart."), object["data"]?.arrayValue?.isEmpty == true { object["data"] = nil }
    }

    // MARK: Values

    private mutating func value(_ property: CardProperty, of type: String, _ depth: Int) -> JSONValue? {
        switch property.name {
        case "id":
            ids += 1
            let id = "n\(ids)"
            named.append(id)
            if type.hasPrefix("Input.") { inputs.append(id) }
            return .string(id)
        case "version": return "1.5"
        case "url" where type.hasPrefix("Action.Open"): return "https://harbor.test/berths"
        case "url", "iconUrl", "poster", "backgroundImage", "image": return .string(Self.picture)
        case "sources": return [["url": "https://harbor.test/a.mp4", "mimeType": "video/mp4"]]
        case "captionSources":
            return [["url": "https://harbor.test/a.vtt", "mimeType": "vtt", "label": "English"]]
        case "minHeight", "maxHeight", "minWidth", "itemWidth", "minItemWidth", "maxItemWidth", "heightInPixels",
            "maxPopoverWidth", "minColumnWidth":
            return .string("\(Int.random(in: 20...200, using: &random))px")
        case "maxWidth", "dialogHeight", "dialogWidth": return "300px"
        case "backgroundColor": return "#336699"
        case "targetElements": return [.string(random.pick(named))]
        case "targetInputIds": return .array(inputs.prefix(2).map(JSONValue.string))
        case "data" where type.hasPrefix("Action."): return ["n": JSONValue(Int.random(in: 0...9, using: &random))]
        case "lang", "locale": return "en-GB"
        case "icon" where property.kind == .text: return "Calendar"
        case "name" where type == "Icon" || type == "IconRun" || type == "icon of a button": return "Calendar"
        case "mimeType": return "video/mp4"
        case "valueOn": return "true"
        case "valueOff": return "false"
        case "layouts": return [.object(object(of: random.pick(["Layout.Stack", "Layout.Flow"]), depth: depth + 1))]
        case "row", "column", "rowSpan", "columnSpan": return 1
        case "card" where type == "Action.ShowCard":
            return ["type": "AdaptiveCard", "body": .array(list(.element, depth + 1, 1...2))]
        case "fallback" where CardType.all[type]?.place == .action || typed.contains(type): return "drop"
        case "selectAction", "inlineAction":
            return .object(object(of: random.pick(["Action.OpenUrl", "Action.Submit"]), depth: depth + 1))
        case "fallback": return depth < Self.deepest && random.chance(2) ? element(depth + 1) : "drop"
        case "content": return element(depth + 1)
        default: return value(property.kind, depth)
        }
    }

    private mutating func value(_ kind: CardValueKind, _ depth: Int) -> JSONValue? {
        switch kind {
        case .text: return .string(random.pick(Self.texts))
        case .boolean: return .bool(random.chance(2))
        case .integer: return JSONValue(Int.random(in: 1...9, using: &random))
        case .number: return JSONValue(Double(Int.random(in: 0...400, using: &random)) / 4)
        case .name(let names):
            let plain = names.filter { !$0.text.contains("Feedback") }
            return .string(random.pick(plain).text)
        case .size(let words, let forms):
            if !words.isEmpty, random.chance(2) { return .string(random.pick(words)) }
            if forms.contains(.weight) { return JSONValue(Int.random(in: 1...4, using: &random)) }
            if forms.contains(.percent) { return 40 }
            return forms.contains(.pixels) ? "48px" : nil
        case .object: return ["n": 1]
        case .any: return nil
        case .element: return element(depth + 1)
        case .action, .fallback: return action(depth + 1)
        case .implied(let name): return .object(object(of: name, depth: depth + 1))
        case .typed(let names): return .object(object(of: random.pick(names), depth: depth + 1))
        case .named: return ["a": "1.0"]
        case .oneOf(let kinds): return value(random.pick(kinds), depth)
        case .list(let inner): return .array(list(inner, depth, 1...4))
        }
    }

    private mutating func list(_ inner: CardValueKind, _ depth: Int, _ counts: ClosedRange<Int>) -> [JSONValue] {
        let count = left > 0 ? Int.random(in: counts, using: &random) : 1
        return (0..<count).compactMap { _ in value(inner, depth) }
    }

    private mutating func element(_ depth: Int) -> JSONValue {
        let all = CardType.all.values.filter { $0.place == .element || $0.place == .input }.map(\.name).sorted()
        let holds: Set<String> = ["Container", "ColumnSet", "Table", "Carousel", "ActionSet"]
        var names = depth < Self.deepest && left > 0 ? all : all.filter { !holds.contains($0) }
        if isInPage {
            names.removeAll { $0.hasPrefix("Input.") || ["Media", "ActionSet", "Carousel"].contains($0) }
        }
        return .object(object(of: random.pick(names), depth: depth))
    }

    private mutating func action(_ depth: Int) -> JSONValue {
        var names = ["Action.OpenUrl", "Action.Submit", "Action.Execute", "Action.ResetInputs"]
        if !named.isEmpty { names.append("Action.ToggleVisibility") }
        if depth == 2, left > 0 { names += ["Action.ShowCard", "Action.Popover"] }
        return .object(object(of: random.pick(names), depth: depth))
    }

    private let typed: Set<String> = [
        "AdaptiveCard", "Column", "TableRow", "TableCell", "CarouselPage", "TextRun", "IconRun", "ImageRun",
        "CitationRun", "Layout.Stack", "Layout.Flow", "Layout.AreaGrid",
    ]

    private static let texts = [
        "Berth 4 is free", "**Tide** at *six*", "- one\n- two", "[the list](https://harbor.test/list)", "مرحبا",
        "{{DATE(2026-11-20T09:00:00Z, SHORT)}}", "A & B < C", "Grüße 🙂", "a\u{301}b", "1. first\n2. second",
    ]

    private static let picture =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
        + "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
}
