package import JSONKit

extension NotificationContent: StrictlyDecodable {
    package init(from reader: inout StrictReader) throws(StrictError) {
        self = try Self.read(from: &reader, isInLocale: false)
    }

    private static func read(
        from reader: inout StrictReader, isInLocale: Bool
    ) throws(StrictError) -> NotificationContent {
        var content = try NotificationContent(
            reader.exactlyOne(
                of:
                    StrictAlternative("text") { (reader) throws(StrictError) in
                        Kind.text(try reader.required("text", .filled))
                    },
                StrictAlternative("card") { (reader) throws(StrictError) in
                    let card: JSONObject = try reader.required("card")
                    return .card(.object(card), data: try data(from: &reader))
                },
                StrictAlternative("template") { (reader) throws(StrictError) in
                    .template(try reader.required("template", .filled), data: try data(from: &reader))
                },
                StrictAlternative("locales") { (reader) throws(StrictError) in
                    guard !isInLocale else { throw reader.error(at: "locales", "may not stand within a locale") }
                    return try locales(from: &reader)
                }))
        if case .text = content.kind {} else { content.recipientData = try recipientData(from: &reader) }
        content.summary = try reader.optional("summary", .filled)
        content.alert = try reader.optional("alert")
        content.optOut = try reader.optional("optOut")
        if case .text = content.kind, content.optOut == true {
            throw reader.error(at: "optOut", NotificationContent.noPlaceForOptOut)
        }
        return content
    }

    static let noPlaceForOptOut =
        "cannot be true for a text: only a card can carry the action; a text can say which words stop it"

    private static func data(from reader: inout StrictReader) throws(StrictError) -> JSONValue? {
        let data: JSONObject? = try reader.optional("data")
        return data.map(JSONValue.object)
    }

    private static func recipientData(
        from reader: inout StrictReader
    ) throws(StrictError) -> [String: JSONObject] {
        guard let place = reader.place("recipientData") else { return [:] }
        guard case .object(let members) = place.json else { throw place.mismatch("an object") }
        let pointer = place.pointer
        var all = [String: JSONObject](minimumCapacity: members.count)
        for (name, value) in members {
            guard case .object(let data) = value else {
                throw StrictError(pointer.appending(name), "must be an object, but is \(value.kind)")
            }
            guard !name.isEmpty else { throw StrictError(pointer.appending(name), "names nobody") }
            guard all.updateValue(data, forKey: name.lowercased()) == nil else {
                throw StrictError(pointer.appending(name), "is another spelling of an id that stands there already")
            }
        }
        return all
    }

    private static func locales(from reader: inout StrictReader) throws(StrictError) -> Kind {
        guard let place = reader.place("locales") else { throw reader.error(at: "locales", "is missing") }
        guard case .object(let members) = place.json else { throw place.mismatch("an object") }
        guard !members.isEmpty else { throw place.error("is empty: nothing is said") }
        let pointer = place.pointer
        var contents: [String: NotificationContent] = [:]
        var seen: Set<String> = []
        for (tag, value) in members {
            let inner = StrictPlace(value, at: pointer.appending(tag))
            guard tag.isLanguageTag else { throw inner.error("is no language tag such as \"sv\" or \"en-GB\"") }
            guard seen.insert(tag.lowercased()).inserted else {
                throw inner.error("is another spelling of a tag that stands there already")
            }
            contents[tag] = try inner.object { (reader) throws(StrictError) in
                try read(from: &reader, isInLocale: true)
            }
        }
        let fallback: String = try reader.required("fallback")
        guard seen.contains(fallback.lowercased()) else {
            throw reader.error(at: "fallback", "must be one of the locales, but is \"\(fallback.excerpt)\"")
        }
        return .locales(contents, fallback: fallback)
    }
}

extension NotificationContent {
    /// As the API writes it.
    package var json: JSONValue {
        var object = JSONObject()
        switch kind {
        case .text(let text): object["text"] = .string(text)
        case .card(let card, let data):
            object["card"] = card
            object["data"] = data
        case .template(let name, let data):
            object["template"] = .string(name)
            object["data"] = data
        case .locales(let contents, let fallback):
            object["locales"] = .object(
                JSONObject(contents.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
            object["fallback"] = .string(fallback)
        }
        if !recipientData.isEmpty {
            // In order: the same content has the same text in every process.
            let members = recipientData.sorted { $0.key < $1.key }
            object["recipientData"] = .object(JSONObject(members.map { ($0.key, .object($0.value)) }))
        }
        object["summary"] = summary.map(JSONValue.string)
        object["alert"] = alert.map(JSONValue.bool)
        object["optOut"] = optOut.map(JSONValue.bool)
        return .object(object)
    }
}

extension String {
    /// Whether it has the form of a BCP 47 tag: letters and digits in groups of at most eight.
    var isLanguageTag: Bool {
        let groups = utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = groups.first, utf8.count <= 35, (2...8).contains(first.count) else { return false }
        return groups.allSatisfy { group in
            (1...8).contains(group.count)
                && group.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || 0x30...0x39 ~= $0 }
        }
    }
}
