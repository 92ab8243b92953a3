namespace ExchangeArchiveSafety;

/// <summary>An item as it was read just now.</summary>
public sealed class GraphItem
{
    /// <summary>The item.</summary>
    public MailItem Item { get; init; } = new();

    /// <summary>Changes with every change of the item; empty when the server does not give it.</summary>
    public string ChangeKey { get; init; } = "";

    /// <summary>Digests of its body; null when it was not asked for.</summary>
    public MailBody? Body { get; init; }
}
