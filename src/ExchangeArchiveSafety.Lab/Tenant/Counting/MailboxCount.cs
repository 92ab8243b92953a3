namespace ExchangeArchiveSafety.Lab.Tenant.Counting;

/// <summary>What the loop has done to one mailbox, counted by somebody who knows which copy comes from where.</summary>
/// <param name="Mailbox">The primary address.</param>
/// <param name="ItemsInPrimary">Items in the primary mailbox, without Recoverable Items.</param>
/// <param name="ItemsInArchive">Items in the archive, without Recoverable Items.</param>
/// <param name="Reappeared">Items in the primary whose message also lies in the archive.</param>
/// <param name="DuplicatedInArchive">Surplus copies in the archive.</param>
/// <param name="SourceMessages">Messages at the source.</param>
/// <param name="AwaitingSync">Messages at the source that no sync has brought over yet.</param>
/// <param name="Missing">Messages that were brought over and of which no copy is left anywhere.</param>
public sealed record MailboxCount(
    string Mailbox,
    int ItemsInPrimary,
    int ItemsInArchive,
    int Reappeared,
    int DuplicatedInArchive,
    int SourceMessages,
    int AwaitingSync,
    int Missing)
{
    public static MailboxCount operator +(MailboxCount left, MailboxCount right) => Add(left, right);

    public static MailboxCount Add(MailboxCount left, MailboxCount right) => new(
        "(all)",
        left.ItemsInPrimary + right.ItemsInPrimary,
        left.ItemsInArchive + right.ItemsInArchive,
        left.Reappeared + right.Reappeared,
        left.DuplicatedInArchive + right.DuplicatedInArchive,
        left.SourceMessages + right.SourceMessages,
        left.AwaitingSync + right.AwaitingSync,
        left.Missing + right.Missing);
}
