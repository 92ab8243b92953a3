using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>The writes of a suspension through the session's commands.</summary>
internal sealed class SessionMailboxPort(
    IExchangeSession session, Func<Mailbox, IReadOnlyList<MigrationRecord>> recordsOf, Func<bool> isStopping, Func<int, bool> wait, Action<Mailbox> read) : IMailboxPort
{
    private const int LongestWaitSeconds = 8;
    private readonly MailboxReader _mailboxes = new(session);

    public bool IsStopping => isStopping();

    public Mailbox ReadMailbox(Guid exchangeGuid)
    {
        var mailbox = _mailboxes.Read(exchangeGuid);
        read(mailbox);
        return mailbox;
    }

    public bool IsProvedGone(Guid exchangeGuid) => _mailboxes.IsProvedGone(exchangeGuid);

    public IReadOnlyList<ArchivingSetting> NotGranted(ArchivingSettings settings) =>
        [.. settings.Known.Where(setting => !session.Has("Set-Mailbox", setting.ToString()))];

    public void WriteMailbox(Guid exchangeGuid, ArchivingSettings settings) => session.Write(
        "Set-Mailbox",
        [("Identity", (object?)exchangeGuid.ToString()), .. settings.Known.Select(setting => (setting.ToString(), settings[setting]))]);

    public IReadOnlyList<MigrationRecord> ReadMigration(Guid exchangeGuid)
    {
        var records = recordsOf(_mailboxes.Read(exchangeGuid));
        IReadOnlyList<MigrationBatch> batches = [.. session.Call("Get-MigrationBatch").Select(TenantReader.Batch)];
        return new MigrationDirectory(new()
        {
            MigrationBatches = new(batches),
            MigrationUsers = [.. records.Select(record => ReadUser(record.User)).OfType<MigrationUser>()],
        }).Records;
    }

    public string? StopNotGranted(bool wholeBatch)
    {
        var cmdlet = wholeBatch ? "Stop-MigrationBatch" : "Stop-MigrationUser";
        return session.Has(cmdlet, "Identity") ? null : cmdlet;
    }

    public void StopMigrationUser(MigrationUser user) => session.Write("Stop-MigrationUser", ("Identity", Key(user)));

    public void StopMigrationBatch(MigrationBatch batch)
    {
        // By GUID only: another batch may have the name, and without an identity the cmdlet stops whatever batch is being processed.
        if (batch.BatchGuid == Guid.Empty)
        {
            throw new ExchangeCallException(ErrorIds.ExchangeCallFailed, "Stop-MigrationBatch", DisplayText.Sentence(Messages.MigrationBatchWithoutGuid, batch.Identity));
        }

        session.Write("Stop-MigrationBatch", ("Identity", batch.BatchGuid.ToString()));
    }

    public bool WaitBeforeReadingAgain(int attempt) => 1 << attempt <= LongestWaitSeconds && wait(1 << attempt);

    // The user's GUID names it even where one address is a user of several batches.
    private static string Key(MigrationUser user) => user.Guid != Guid.Empty ? user.Guid.ToString() : user.Identity;

    // Null where the user is gone, which ends its migration.
    private MigrationUser? ReadUser(MigrationUser known)
    {
        IReadOnlyList<PSObject> answers;
        try
        {
            answers = session.Call("Get-MigrationUser", ("Identity", Key(known)));
        }
        catch (ExchangeCallException exception) when (exception.ErrorId == ErrorIds.ObjectNotFound)
        {
            return null;
        }

        // One address may be a user of several batches: the one of this batch is meant, and no other user may answer for it.
        var users = answers.Select(TenantReader.User)
            .Where(user => string.Equals(user.Identity, known.Identity, StringComparison.OrdinalIgnoreCase)
                && (known.Guid == Guid.Empty || user.Guid == known.Guid)
                && user.BatchGuid == known.BatchGuid
                && string.Equals(user.BatchId.Or(null), known.BatchId.Or(null), StringComparison.OrdinalIgnoreCase))
            .ToList();
        return users.Count == 1
            ? users[0]
            : throw new ExchangeCallException(ErrorIds.AnswerMismatch, "Get-MigrationUser", DisplayText.Sentence(Messages.AnswerMismatch, "Get-MigrationUser", known.Identity));
    }
}
