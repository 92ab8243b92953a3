namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>What goes wrong with one call.</summary>
internal enum Fault
{
    None,
    ErrorWithoutEffect,
    ErrorAfterEffect,
    SilentlyNothing,
    WrongMailbox,
}

/// <summary>Exchange as the domain page describes it, for the few commands that a suspension uses. Shares no code with the product.</summary>
internal sealed class FakeTenant(KillPoints points) : IMailboxPort
{
    public const string Get = "Get-Mailbox";
    public const string Set = "Set-Mailbox";
    public const string GetUser = "Get-MigrationUser";
    public const string StopUser = "Stop-MigrationUser";
    public const string StopBatch = "Stop-MigrationBatch";

    public static readonly Guid Key = new("11111111-2222-3333-4444-555555555555");
    public static readonly Guid OtherKey = new("99999999-2222-3333-4444-555555555555");

    private readonly Dictionary<string, int> _counts = [];

    /// <summary>The settings of the mailbox that the tests are about.</summary>
    public MailboxState State { get; set; } = new();

    /// <summary>The settings of somebody else's mailbox, which nothing may ever touch.</summary>
    public MailboxState OtherState { get; set; } = new() { Hold = true, Elc = true, Auto = false };

    public HashSet<ArchivingSetting> NotReturned { get; } = [];

    public HashSet<ArchivingSetting> Ungranted { get; } = [];

    public bool DropsFractions { get; init; }

    /// <summary>Whether the dates can be cleared (not set) while the hold is off; nobody documents it.</summary>
    public bool ClearsDatesWithoutHold { get; set; }

    /// <summary>Command and how often it was called before, to what goes wrong.</summary>
    public Func<string, int, Fault> Faults { get; set; } = (_, _) => Fault.None;

    /// <summary>Called when a write arrives, before it takes effect.</summary>
    public Action<ArchivingSettings>? Writing { get; set; }

    /// <summary>Called when a write has taken effect, before it returns.</summary>
    public Action? Written { get; set; }

    public List<string> Calls { get; } = [];

    public List<ArchivingSettings> Writes { get; } = [];

    /// <summary>Calls that were started although a stop had been requested.</summary>
    public List<string> CallsAfterStop { get; } = [];

    public List<string> Violations { get; } = [];

    public bool IsStopping { get; set; }

    public List<MigrationUser> Users { get; } = [];

    public List<MigrationBatch> Batches { get; } = [];

    public bool BatchesRead { get; set; } = true;

    /// <summary>How many waits it takes from Stopping to Stopped.</summary>
    public int StoppingTakes { get; set; }

    public int PatienceInWaits { get; set; } = 5;

    public int Waits { get; private set; }

    public Mailbox ReadMailbox(Guid exchangeGuid)
    {
        var fault = Begin(Get);
        if (fault is Fault.ErrorWithoutEffect or Fault.ErrorAfterEffect)
        {
            throw Error(Get);
        }

        var wrong = fault == Fault.WrongMailbox;
        var mailbox = Show(wrong ? OtherKey : exchangeGuid, wrong || exchangeGuid == OtherKey ? OtherState : State);
        points.Pass("after " + Get);
        return mailbox;
    }

    public Mailbox Show() => Show(Key, State);

    /// <summary>Whether it is proved that the mailbox is gone.</summary>
    public bool Gone { get; set; }

    public bool IsProvedGone(Guid exchangeGuid) => Gone && exchangeGuid == Key;

    public IReadOnlyList<ArchivingSetting> NotGranted(ArchivingSettings settings) => [.. settings.Known.Where(Ungranted.Contains)];

    public void WriteMailbox(Guid exchangeGuid, ArchivingSettings settings)
    {
        var fault = Begin(Set);
        Writes.Add(settings);
        Writing?.Invoke(settings);
        if (exchangeGuid != Key)
        {
            Violations.Add("another mailbox was written: " + exchangeGuid);
        }

        foreach (var setting in settings.Known.Where(setting => NotReturned.Contains(setting)))
        {
            Violations.Add("a property that was not returned was set: " + setting);
        }

        foreach (var setting in settings.Known.Where(setting => Ungranted.Contains(setting)))
        {
            throw new ExchangeCallException("ExchangeCallFailed", Set, "A parameter cannot be found that matches parameter name '" + setting + "'.");
        }

        if (fault == Fault.ErrorWithoutEffect)
        {
            throw Error(Set);
        }

        if (fault != Fault.SilentlyNothing)
        {
            State = Applied(State, settings);
            Written?.Invoke();
        }

        points.Pass("after " + Set);
        if (fault == Fault.ErrorAfterEffect)
        {
            throw Error(Set);
        }
    }

    public IReadOnlyList<MigrationRecord> ReadMigration(Guid exchangeGuid)
    {
        var fault = Begin(GetUser);
        if (fault is Fault.ErrorWithoutEffect or Fault.ErrorAfterEffect)
        {
            throw Error(GetUser);
        }

        points.Pass("after " + GetUser);
        return [.. Users.Where(user => user.MailboxGuid == exchangeGuid).Select(user => new MigrationRecord(
            user, BatchesRead ? Batches.Find(batch => batch.Identity == user.BatchId.Or(null)) : null, BatchesRead))];
    }

    public string? StopNotGranted(bool wholeBatch) => null;

    public void StopMigrationUser(MigrationUser user) => Stop(StopUser, () => SetUser(user.Guid, StoppingTakes == 0 ? "Stopped" : "Stopping"));

    public void StopMigrationBatch(MigrationBatch batch) => Stop(StopBatch, () =>
    {
        var index = Batches.FindIndex(one => one.Identity == batch.Identity);
        Batches[index] = Batches[index] with { Status = StoppingTakes == 0 ? "Stopped" : "Stopping" };
        foreach (var user in Users.Where(user => user.BatchId.Or(null) == batch.Identity).ToList())
        {
            SetUser(user.Guid, StoppingTakes == 0 ? "Stopped" : "Stopping");
        }
    });

    public bool WaitBeforeReadingAgain(int attempt)
    {
        points.Pass("waiting");
        if (IsStopping || attempt >= PatienceInWaits)
        {
            return false;
        }

        LetTimePass();
        return true;
    }

    /// <summary>One more wait: what is stopping may come to a stop.</summary>
    public void LetTimePass()
    {
        if (++Waits >= StoppingTakes)
        {
            foreach (var user in Users.Where(user => user.Status.Or(null) == "Stopping").ToList())
            {
                SetUser(user.Guid, "Stopped");
            }

            for (var i = 0; i < Batches.Count; i++)
            {
                Batches[i] = Batches[i].Status.Or(null) == "Stopping" ? Batches[i] with { Status = "Stopped" } : Batches[i];
            }
        }
    }

    public void SetUser(Guid guid, string status)
    {
        var index = Users.FindIndex(one => one.Guid == guid);
        Users[index] = Users[index] with { Status = status };
    }

    /// <summary>What a Set-Mailbox makes of a mailbox; throws in the words of an error where Exchange refuses.</summary>
    public MailboxState Applied(MailboxState state, ArchivingSettings settings)
    {
        var hold = settings.Has(ArchivingSetting.RetentionHoldEnabled) ? settings.RetentionHoldEnabled!.Value : state.Hold;
        foreach (var date in new[] { ArchivingSetting.StartDateForRetentionHold, ArchivingSetting.EndDateForRetentionHold })
        {
            if (settings.Has(date) && !hold && !(ClearsDatesWithoutHold && settings[date] is null))
            {
                throw new ExchangeCallException("ExchangeCallFailed", Set, date + " requires RetentionHoldEnabled to be true.");
            }
        }

        foreach (var setting in settings.Known)
        {
            var value = settings[setting];
            state = state.With(setting, value is DateTime date && DropsFractions ? date.AddTicks(-(date.Ticks % TimeSpan.TicksPerSecond)) : value);
        }

        return state;
    }

    private static ExchangeCallException Error(string cmdlet) =>
        new("ExchangeCallFailed", cmdlet, "The server is too busy to process the request.");

    private void Stop(string cmdlet, Action effect)
    {
        var fault = Begin(cmdlet);
        if (fault == Fault.ErrorWithoutEffect)
        {
            throw Error(cmdlet);
        }

        if (fault != Fault.SilentlyNothing)
        {
            effect();
        }

        points.Pass("after " + cmdlet);
        if (fault == Fault.ErrorAfterEffect)
        {
            throw Error(cmdlet);
        }
    }

    private Fault Begin(string call)
    {
        if (IsStopping)
        {
            CallsAfterStop.Add(call);
        }

        Calls.Add(call);
        var before = _counts.GetValueOrDefault(call);
        _counts[call] = before + 1;
        points.Pass("before " + call);
        return Faults(call, before);
    }

    private Mailbox Show(Guid key, MailboxState state)
    {
        var mailbox = new Mailbox { ExchangeGuid = key, PrimarySmtpAddress = key == Key ? "anna@contoso.com" : "other@contoso.com" };
        bool Returns(ArchivingSetting setting) => !NotReturned.Contains(setting);
        return mailbox with
        {
            RetentionHoldEnabled = Returns(ArchivingSetting.RetentionHoldEnabled) ? state.Hold : default(Known<bool>),
            StartDateForRetentionHold = Returns(ArchivingSetting.StartDateForRetentionHold) ? state.Start : default(Known<DateTime?>),
            EndDateForRetentionHold = Returns(ArchivingSetting.EndDateForRetentionHold) ? state.End : default(Known<DateTime?>),
            ElcProcessingDisabled = Returns(ArchivingSetting.ElcProcessingDisabled) ? state.Elc : default(Known<bool>),
            AutoArchivingEnabled = Returns(ArchivingSetting.AutoArchivingEnabled) ? state.Auto : default(Known<bool>),
        };
    }
}
