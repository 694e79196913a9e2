/// The parameters of a matched path, decoded once.
package struct PathParameters: Sendable, Hashable {
    private var names: [String] = []
    private var values: [String] = []

    init(_ names: [String], _ values: [String]) {
        self.names = names
        self.values = values
    }

    /// The value of a parameter that the route's pattern names; empty for another name.
    package subscript(_ name: String) -> String { names.lastIndex(of: name).map { values[$0] } ?? "" }
}
