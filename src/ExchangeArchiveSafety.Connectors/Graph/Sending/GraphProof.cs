namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>What an answer proves about a connection that nothing is known of yet.</summary>
internal enum GraphProof
{
    /// <summary>A Graph answered and took the token, whatever it said about the question.</summary>
    Given,

    /// <summary>Nothing: trouble on the way, or a Graph that has some.</summary>
    Open,

    /// <summary>What answered is no Graph: a proxy, a sign-in page, another server.</summary>
    Foreign,
}
