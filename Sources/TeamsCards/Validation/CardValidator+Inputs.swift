internal import Foundation
internal import JSONKit

extension CardValidator {
    mutating func checkInput(_ input: JSONObject, _ type: CardType, at place: Place) {
        if let id = input["id"]?.stringValue, ["msteams", "action", "dialog_id"].contains(id) {
            add(
                "id.reserved", .warning, place.path + "/id", input,
                "\"\(id)\" means something to Teams or to SDKs in what is submitted: choose another id")
        }
        if input["isRequired"] == true {
            if input["label"] == nil {
                add(
                    "input.required.noLabel", .warning, place.path, input,
                    "a required input without a `label` does not say what is missing")
            }
            if input["errorMessage"] == nil {
                add(
                    "input.required.noErrorMessage", .warning, place.path, input,
                    "a required input without an `errorMessage` does not say why nothing happens")
            }
        }
        checkRange(input, type, at: place)
        switch type.name {
        case "Input.Text": checkTextInput(input, at: place)
        case "Input.ChoiceSet": checkChoices(input, at: place)
        case "Input.Toggle":
            let on = input["valueOn"]?.stringValue ?? "true"
            let off = input["valueOff"]?.stringValue ?? "false"
            if let value = input["value"]?.stringValue, !value.hasSameBytes(as: on), !value.hasSameBytes(as: off),
                !isTemplate(value)
            {
                add(
                    "value.notInChoices", .warning, place.path + "/value", input,
                    "\"\(cut(value))\" is neither \"\(on)\" nor \"\(off)\"")
            }
        default: break
        }
    }

    private mutating func checkRange(_ input: JSONObject, _ type: CardType, at place: Place) {
        guard let low = input["min"], let high = input["max"] else { return }
        let isReversed: Bool =
            switch (low, high) {
            case (.number(let low), .number(let high)): low.double > high.double
            // ISO dates and times of one form are in order as texts.
            case (.string(let low), .string(let high)):
                type.name != "Input.Number" && low > high && !isTemplate(low + high) && low.count == high.count
            default: false
            }
        if isReversed {
            add("value.format", .error, place.path + "/min", input, "`min` is above `max`: no value is right")
        }
    }

    private mutating func checkTextInput(_ input: JSONObject, at place: Place) {
        if let length = input["maxLength"]?.intValue, length < 1 {
            add(
                "value.format", .error, place.path + "/maxLength", input,
                "`maxLength` is \(length): nothing can be typed; write 1 or more")
        }
        if let pattern = input["regex"]?.stringValue, !isTemplate(pattern),
            !isRegularExpression(pattern)
        {
            add(
                "value.format", .error, place.path + "/regex", input,
                "`regex` is no regular expression, or is longer than 4,096 bytes: no value may be right")
        }
    }

    private mutating func checkChoices(_ input: JSONObject, at place: Place) {
        let choices = input["choices"]?.arrayValue ?? []
        let isMulti = input["isMultiSelect"] == true
        if choices.isEmpty, input["choices.data"] == nil {
            add(
                "choice.empty", .error, place.path, input,
                "there is nothing to choose: give `choices`, or `choices.data`")
        }
        var values: Set<ExactText> = []
        for (index, choice) in choices.enumerated() {
            let path = "\(place.path)/choices/\(index)"
            guard let value = choice["value"]?.stringValue, choice["title"]?.stringValue != nil else {
                add("choice.incomplete", .error, path, input, "a choice needs a `title` and a `value`, both texts")
                continue
            }
            if isMulti, value.contains(",") {
                add(
                    "choice.comma", .warning, path + "/value", input,
                    "the values of several choices are joined by commas: one with a comma cannot be told from two")
            }
            if !values.insert(ExactText(value)).inserted, !isTemplate(value) {
                add(
                    "choice.duplicateValue", .warning, path + "/value", input,
                    "two choices submit \"\(cut(value))\": they cannot be told apart")
            }
        }
        guard let value = input["value"]?.stringValue, !value.isEmpty, input["choices.data"] == nil,
            !isTemplate(value), !values.contains(where: { isTemplate($0.text) })
        else { return }
        for chosen in isMulti ? value.split(separator: ",").map(String.init) : [value]
        where !values.contains(ExactText(chosen)) {
            add(
                "value.notInChoices", .warning, place.path + "/value", input,
                "\"\(cut(chosen))\" is the value of no choice")
        }
    }

    /// Where the choices come from: the bot, by a name of its own, or the people of the organisation or the chat.
    mutating func checkDataset(_ value: JSONValue, of input: JSONObject, at place: Place) {
        if let type = value["type"]?.stringValue, type != "Data.Query", !isTemplate(type) {
            add(
                "property.enum", .error, place.path + "/type", input,
                "\"\(cut(type))\" is no query: write \"Data.Query\"")
        }
        guard let dataset = value["dataset"]?.stringValue, !isTemplate(dataset) else { return }
        let people = "graph.microsoft.com/users"
        if dataset.isEmpty {
            add(
                "choice.dataset", .warning, place.path + "/dataset", input,
                "the `dataset` is empty: write the name that the bot gets, or \(people) for people")
        } else if dataset.lowercased().contains("graph.microsoft.com"), dataset != people,
            dataset != people + "?scope=currentContext"
        {
            add(
                "choice.dataset", .warning, place.path + "/dataset", input,
                "Teams knows no dataset \"\(cut(dataset))\": write \(people), or \(people)?scope=currentContext for the members of the chat"
            )
        }
    }

    /// Whether clients can be expected to take the pattern. One that is longer than 4,096 bytes takes seconds to read.
    private func isRegularExpression(_ pattern: String) -> Bool {
        pattern.utf8.count <= 4096 && (try? NSRegularExpression(pattern: pattern)) != nil
    }
}
