package import JSONKit

extension ChannelChoice: StrictlyDecodableValue {
    package init(at place: StrictPlace) throws(StrictError) {
        switch place.json {
        case "general": self = .general
        case "all": self = .all
        case .array:
            let names = try place.list { (element) throws(StrictError) in
                let name = try String(at: element)
                if let problem = StrictRule<String>.filled.problem(name) { throw element.error(problem) }
                return name
            }
            guard !names.isEmpty else { throw place.error("is empty") }
            self = .named(names)
        case .string(let text):
            throw place.error("must be \"general\", \"all\" or a list of names, but is \"\(text.excerpt)\"")
        default: throw place.mismatch("\"general\", \"all\" or a list of names")
        }
    }

    /// As the API writes it.
    package var json: JSONValue {
        switch kind {
        case .general: "general"
        case .all: "all"
        case .named(let names): .array(names.map(JSONValue.string))
        }
    }
}
