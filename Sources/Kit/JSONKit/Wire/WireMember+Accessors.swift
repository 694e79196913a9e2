extension WireMember {
    /// `name` is read and written by closures: for a property that always has a value, and for what is left out by a
    /// rule of its own. `write` gives `nil` for what is not written.
    package init(
        _ name: String,
        read: @escaping @Sendable (inout Root, JSONValue) throws(WireError) -> Void,
        write: @escaping @Sendable (Root) -> JSONValue?
    ) {
        self.name = name
        aliases = []
        // The addresses are those of a `Root` for as long as these run: see the other initialiser.
        self.read = { (root: UnsafeMutableRawPointer, json: JSONValue) throws(WireError) in
            try unsafe read(&root.assumingMemoryBound(to: Root.self).pointee, json)
        }
        self.write = { unsafe write($0.assumingMemoryBound(to: Root.self).pointee) }
    }
}
