/// One of the members of which an object holds exactly one, and what its value makes.
package struct StrictAlternative<Result> {
    let name: String
    let read: (inout StrictReader) throws(StrictError) -> Result

    /// The member `name`, whose value `make` turns into the result.
    package init<Value: StrictlyDecodableValue>(_ name: String, _ make: @escaping (Value) -> Result) {
        self.name = name
        read = { (reader) throws(StrictError) in make(try reader.required(name)) }
    }

    /// The member `name`, which `read` reads from its object together with others that go with it.
    package init(_ name: String, reading read: @escaping (inout StrictReader) throws(StrictError) -> Result) {
        self.name = name
        self.read = read
    }
}
