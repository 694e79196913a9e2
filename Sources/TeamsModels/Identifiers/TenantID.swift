/// The id of an organisation in Microsoft Entra: a GUID.
public struct TenantID: Identifier {
    /// The id as it is written on the wire.
    public let rawValue: String
    /// Takes the id as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }
}
