extension String: StrictlyDecodableValue {
    package init(at place: StrictPlace) throws(StrictError) {
        guard case .string(let text) = place.json else { throw place.mismatch("a text") }
        self = text
    }
}

extension Bool: StrictlyDecodableValue {
    package init(at place: StrictPlace) throws(StrictError) {
        guard case .bool(let flag) = place.isQueryItem ? place.queryValue : place.json else {
            throw place.mismatch("true or false")
        }
        self = flag
    }
}

extension Int: StrictlyDecodableValue {
    package init(at place: StrictPlace) throws(StrictError) {
        guard let integer = (place.isQueryItem ? place.queryValue : place.json)?.intValue else {
            throw place.mismatch("a whole number")
        }
        self = integer
    }
}

extension Double: StrictlyDecodableValue {
    /// A finite number. A query has whole ones only.
    package init(at place: StrictPlace) throws(StrictError) {
        guard let number = (place.isQueryItem ? place.queryValue : place.json)?.doubleValue, number.isFinite else {
            throw place.mismatch("a number")
        }
        self = number
    }
}

extension JSONValue: StrictlyDecodableValue {
    package init(at place: StrictPlace) { self = place.json }
}

extension JSONObject: StrictlyDecodableValue {
    package init(at place: StrictPlace) throws(StrictError) {
        guard case .object(let object) = place.json else { throw place.mismatch("an object") }
        self = object
    }
}

extension Array: StrictlyDecodableValue where Element: StrictlyDecodableValue {
    package init(at place: StrictPlace) throws(StrictError) {
        self = try place.list { (element) throws(StrictError) in try Element(at: element) }
    }
}

extension Dictionary: StrictlyDecodableValue where Key == String, Value: StrictlyDecodableValue {
    /// Values by name, whatever the names. Swift's dictionaries hold two spellings of `é` for one name: both together
    /// are an error.
    package init(at place: StrictPlace) throws(StrictError) {
        guard case .object(let object) = place.json else { throw place.mismatch("an object") }
        self = [:]
        let pointer = place.pointer
        for (name, json) in object where !json.isNull {
            let member = StrictPlace.member(name, json, of: pointer, isQueryItem: false)
            guard updateValue(try Value(at: member), forKey: name) == nil else {
                throw member.error("is another spelling of a name that stands there already")
            }
        }
    }
}
