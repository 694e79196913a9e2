internal import JSONKit

extension CardPrinter {
    /// The initializer, which takes away from `left` what it says.
    func call(_ type: CardType, _ left: inout JSONObject) -> SwiftCall {
        if type.name == CardProperties.AdaptiveCard.type { return cardCall(&left) }
        let initializer = CardInitializer.of(type.name)
        var call = SwiftCall(head: initializer.swiftName ?? type.name)
        var list: [SwiftCode]?
        if let name = initializer.list {
            list = left[name]?.arrayValue.flatMap { lines($0, of: type.name, name) }
            // Without its list, only inputs have an initializer that takes anything.
            if list == nil, type.place != .input { return call }
        }
        if type.name == "Input.ChoiceSet", left["isMultiSelect"] == true, list != nil, left["id"]?.stringValue != nil {
            call.head = "Input.MultiChoiceSet"
            left["isMultiSelect"] = nil
        }
        if type.name == "DataQuery" {
            guard left["type"] == "Data.Query", left["dataset"]?.stringValue != nil else { return call }
            left["type"] = nil
        }
        var arguments: [(label: String?, value: SwiftCode)] = []
        var taken: [String] = []
        for argument in initializer.arguments {
            let value = left[argument.property].flatMap { self.argument($0, type, argument.property) }
            guard let value else {
                if argument.isOptional { continue }
                // One that is needed is missing or cannot be written: all are written as methods.
                guard type.place == .input, list != nil else { return call }
                return SwiftCall(head: type.name)
            }
            arguments.append((argument.label, value))
            taken.append(argument.property)
        }
        if type.name == "Choice", left["title"] == left["value"] { arguments.removeLast() }
        for name in taken { left[name] = nil }
        call.arguments = arguments
        if type.name == "Action.ShowCard", case .call(let card)? = arguments.last?.value, card.methods.isEmpty,
            card.arguments.first?.label == "version", case .text("nil")? = card.arguments.first?.value
        {
            // A card without a version or anything else of its own is a body with its buttons.
            call.arguments.removeLast()
            call.blocks = card.blocks
        }
        if let name = initializer.list, let list {
            call.blocks = [(nil, list)]
            left[name] = nil
        }
        return call
    }

    /// The value as an argument of the initializer, which in some places takes less than the property holds.
    private func argument(_ value: JSONValue, _ type: CardType, _ name: String) -> SwiftCode? {
        switch (type.name, name) {
        case (_, "data") where type.place == .action, ("Component", "properties"):
            guard let object = value.objectValue, !object.isEmpty || name == "properties" else { return nil }
            return SwiftCode(json: value)
        case ("Table", "columns"):
            guard value.arrayValue?.isEmpty == false else { return nil }
        case ("Action.Popover", "content"): return node(value, in: [.element, .input])
        case ("Action.ToggleVisibility", "targetElements"):
            guard value.arrayValue?.allSatisfy({ $0.stringValue != nil }) == true else { return nil }
        case ("Action.ShowCard", "card"): return node(value, as: CardProperties.AdaptiveCard.type)
        default: break
        }
        return type.properties[name].flatMap { self.value(value, $0.kind, of: type, name) }
    }

    private func cardCall(_ left: inout JSONObject) -> SwiftCall {
        var call = SwiftCall(head: "AdaptiveCard")
        guard let body = left["body"]?.arrayValue.flatMap({ lines($0, of: "AdaptiveCard", "body") }) else {
            return call
        }
        switch left["version"] {
        case .string(let text)?:
            guard let version = CardVersion(text), version.description.hasSameBytes(as: text) else { fallthrough }
            left["version"] = nil
            if version == .teams { break }
            call.arguments = [
                ("version", .text("CardVersion(\(version.major), \(version.minor))"))
            ]
        default: call.arguments = [("version", .text("nil"))]
        }
        left["body"] = nil
        call.blocks = [(nil, body)]
        if let actions = left["actions"]?.arrayValue, !actions.isEmpty,
            let lines = lines(actions, of: "AdaptiveCard", "actions")
        {
            left["actions"] = nil
            call.blocks.append(("actions", lines))
        }
        return call
    }

    /// The lines of a builder. `nil` when one of the parts is nothing that the builder takes.
    private func lines(_ parts: [JSONValue], of type: String, _ name: String) -> [SwiftCode]? {
        var lines: [SwiftCode] = []
        for part in parts {
            let line: SwiftCode? =
                switch name {
                case "actions": content(part, "AdaptiveAction", in: [.action], bare: true)
                case "items", "body": content(part, "AdaptiveElement", in: [.element, .input], bare: true)
                case "columns": node(part, as: "Column")
                case "rows": node(part, as: "TableRow")
                case "cells": node(part, as: "TableCell")
                case "pages": node(part, as: "CarouselPage")
                case "images": node(part, as: "Image")
                case "facts": self.part(part, as: "Fact")
                case "choices": self.part(part, as: "Choice")
                default: run(part, bare: true)
                }
            guard let line else { return nil }
            lines.append(line)
        }
        return lines
    }

    /// An element, an action or a layout: by its builder where it has one, and else as it came.
    func content(_ json: JSONValue, _ wrapper: String, in places: [CardType.Place], bare: Bool = false) -> SwiftCode? {
        guard case .object = json else { return nil }
        guard let code = node(json, in: places) else { return wrapped(SwiftCode(json: json), wrapper) }
        return bare ? code : wrapped(code, wrapper)
    }

    /// A part of a paragraph.
    func run(_ json: JSONValue, bare: Bool = false) -> SwiftCode? {
        switch json {
        case .string(let text):
            return bare ? .text(swiftLiteral(text)) : wrapped(.text(swiftLiteral(text)), "Inline")
        case .object:
            let runs = ["TextRun", "IconRun", "ImageRun", "CitationRun"]
            let known = json["type"]?.stringValue.flatMap { runs.contains($0) ? node(json, as: $0) : nil }
            guard let known else { return wrapped(SwiftCode(json: json), "Inline") }
            return bare ? known : wrapped(known, "Inline")
        default: return nil
        }
    }

    private func wrapped(_ code: SwiftCode, _ wrapper: String) -> SwiftCode {
        .call(SwiftCall(head: wrapper, arguments: [(nil, code)]))
    }
}
