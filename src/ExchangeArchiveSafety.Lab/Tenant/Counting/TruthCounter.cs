using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Tenant.Counting;

internal static class TruthCounter
{
    public static IReadOnlyList<MessageTruth> Truth(LabMailbox mailbox)
    {
        var places = new Dictionary<MailMessage, (int Primary, int Archive, int Recoverable)>();
        foreach (var message in (mailbox.Source?.Messages ?? []).Concat(mailbox.Entrusted))
        {
            places[message] = default;
        }

        Note(mailbox.Primary, inArchive: false);
        Note(mailbox.Archive, inArchive: true);
        return [.. places.Select(pair => new MessageTruth(
            pair.Key.InternetMessageId,
            pair.Key.FolderPath,
            pair.Key.IsFromSource,
            pair.Key.Delivered || !pair.Key.IsFromSource,
            pair.Value.Primary,
            pair.Value.Archive,
            pair.Value.Recoverable))];

        void Note(MailStore store, bool inArchive)
        {
            foreach (var item in store.Items)
            {
                var (primary, archive, recoverable) = places.GetValueOrDefault(item.Message);
                places[item.Message] = item.Folder.IsRecoverableItems ? (primary, archive, recoverable + 1)
                    : inArchive ? (primary, archive + 1, recoverable)
                    : (primary + 1, archive, recoverable);
            }
        }
    }

    public static MailboxCount Count(LabMailbox mailbox)
    {
        var truth = Truth(mailbox);
        return new MailboxCount(
            mailbox.PrimarySmtpAddress,
            truth.Sum(message => message.InPrimary),
            truth.Sum(message => message.InArchive),
            truth.Where(message => message.InArchive > 0).Sum(message => message.InPrimary),
            truth.Sum(message => Math.Max(0, message.InArchive - 1)),
            truth.Count(message => message.FromSource),
            truth.Count(message => message is { FromSource: true, Delivered: false }),
            truth.Count(message => message is { Delivered: true, InPrimary: 0, InArchive: 0, InRecoverableItems: 0 }));
    }
}
