extension HTTP.Fields {
    /// The token that the sender shows, as ``Swift/String/bearerToken`` reads it.
    package var bearerToken: String? { self["Authorization"]?.bearerToken }
}
