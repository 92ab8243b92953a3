namespace ExchangeArchiveSafety;

/// <summary>The mailbox and migration writes of a suspension, as Exchange offers them. Every failure is an exception; silence is never success.</summary>
public interface IMailboxPort
{
    /// <summary>Whether the caller asked to stop: no further change may be started.</summary>
    bool IsStopping { get; }

    /// <summary>Reads a mailbox with the settings that only Get-Mailbox returns.</summary>
    /// <param name="exchangeGuid">The key.</param>
    /// <exception cref="ExchangeCallException">Not exactly this mailbox came back.</exception>
    Mailbox ReadMailbox(Guid exchangeGuid);

    /// <summary>
    /// Whether it is proved that no mailbox has this key any more: Exchange said so for ordinary, soft-deleted and inactive ones. A question that failed
    /// otherwise, was not answered, or may not be asked proves nothing.
    /// </summary>
    /// <param name="exchangeGuid">The key.</param>
    bool IsProvedGone(Guid exchangeGuid);

    /// <summary>The parameters of Set-Mailbox that the session does not grant, out of those that these settings need.</summary>
    /// <param name="settings">The settings to write.</param>
    IReadOnlyList<ArchivingSetting> NotGranted(ArchivingSettings settings);

    /// <summary>Sets settings of a mailbox in one call.</summary>
    /// <param name="exchangeGuid">The key.</param>
    /// <param name="settings">The settings; a null date clears it.</param>
    /// <exception cref="ExchangeCallException">Exchange reported an error; whether anything changed is not known.</exception>
    void WriteMailbox(Guid exchangeGuid, ArchivingSettings settings);

    /// <summary>Reads the migration records of a mailbox anew.</summary>
    /// <param name="exchangeGuid">The key of the mailbox.</param>
    /// <exception cref="ExchangeCallException">They could not be read.</exception>
    IReadOnlyList<MigrationRecord> ReadMigration(Guid exchangeGuid);

    /// <summary>The stopping command that the session does not grant; null where it does.</summary>
    /// <param name="wholeBatch">Whether a batch is to be stopped rather than a user.</param>
    string? StopNotGranted(bool wholeBatch);

    /// <summary>Stops one migration user.</summary>
    /// <param name="user">The user.</param>
    /// <exception cref="ExchangeCallException">Exchange reported an error.</exception>
    void StopMigrationUser(MigrationUser user);

    /// <summary>Stops a whole batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="ExchangeCallException">Exchange reported an error.</exception>
    void StopMigrationBatch(MigrationBatch batch);

    /// <summary>Waits a moment before a state is read again.</summary>
    /// <param name="attempt">How often has been waited already.</param>
    /// <returns>False when it is time to give up, or the caller asked to stop.</returns>
    bool WaitBeforeReadingAgain(int attempt);
}
