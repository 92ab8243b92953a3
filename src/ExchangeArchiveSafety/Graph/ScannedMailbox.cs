namespace ExchangeArchiveSafety.Graph;

/// <summary>What became of reading one mailbox.</summary>
/// <param name="user">The mailbox as it was asked for.</param>
/// <param name="folder">The folder of its files; null when it failed before.</param>
/// <param name="scan">What was read; null when it failed.</param>
/// <param name="failure">Why it failed; null when it did not.</param>
internal sealed class ScannedMailbox(string user, string? folder, MailboxScan? scan, GraphException? failure)
{
    public string User => user;

    public string? Folder => folder;

    public MailboxScan? Scan => scan;

    public GraphException? Failure => failure;
}
