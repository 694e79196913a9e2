internal import JSONKit

extension JSONObject {
    /// An object of those members that have a value.
    init(present members: KeyValuePairs<String, JSONValue?>) {
        self.init()
        for (name, value) in members {
            if let value { self[name] = value }
        }
    }
}
