using ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;
using ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;
using ExchangeArchiveSafety.Lab.ExchangeOnline.Trouble;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline;

/// <summary>Takes a command, does it on the tenant, and lets go wrong what was asked to go wrong.</summary>
public sealed class ExchangeService(LabTenant tenant)
{
    private readonly CommandTable _commands = new(tenant);

    public CallLog Calls { get; } = new();

    public FaultList Faults { get; } = new();

    public Permissions Permissions { get; } = new();

    public CallHooks Hooks { get; } = new();

    /// <summary>Once begun it is done to the end, also when the caller has gone meanwhile: that is what unknown outcomes are made of.</summary>
    public async Task<CommandAnswer> RunAsync(CommandCall call)
    {
        var record = Calls.Add(call, tenant.Now, AddressMeant(call));
        Hooks.Run(record, before: true);
        var answer = await AnswerAsync(call);
        foreach (var property in Permissions.HiddenProperties(call.Name))
        {
            answer.Objects.ForEach(item => item.Remove(property));
        }

        record.Objects = answer.Objects.Count;
        record.Errors = [.. answer.Errors.Select(error => error.Text)];
        Hooks.Run(record, before: false);
        return answer;
    }

    private async Task<CommandAnswer> AnswerAsync(CommandCall call)
    {
        if (!CommandCatalog.Exists(call.Name) || !call.Parameters.Keys.Prepend("").All(parameter => Permissions.Allows(call.Name, parameter)))
        {
            return Failure(ExoError.NotAllowed(call.Name));
        }

        var faults = Faults.Hit(call.Name, fault => Means(call, fault));
        foreach (var fault in faults)
        {
            switch (fault.Kind)
            {
                case FaultKind.Throttled:
                    return Failure(fault.Message is { } throttled ? new ExoError(throttled) : ExoError.Throttled(call.Name));
                case FaultKind.Error:
                    return Failure(fault.Message is { } text ? new ExoError(text) : ExoError.Transient(call.Name));
                case FaultKind.TerminatingError:
                    return Failure((fault.Message is { } ending ? new ExoError(ending) : ExoError.Transient(call.Name)) with { Terminating = true });
                case FaultKind.DoesNothing:
                    return new CommandAnswer();
            }
        }

        var answer = Do(call);
        foreach (var fault in faults)
        {
            answer = await SpoilAsync(fault, call, answer);
        }

        return answer;
    }

    private CommandAnswer Do(CommandCall call)
    {
        lock (tenant.Gate)
        {
            return _commands.Run(call);
        }
    }

    private async Task<CommandAnswer> SpoilAsync(Fault fault, CommandCall call, CommandAnswer answer)
    {
        switch (fault.Kind)
        {
            case FaultKind.Delays:
                await Task.Delay(fault.Delay);
                return answer;
            case FaultKind.AppliesThenErrors:
                return Failure(fault.Message is { } text ? new ExoError(text) : ExoError.Transient(call.Name));
            case FaultKind.ReturnsNothing:
                return new CommandAnswer();
            case FaultKind.ReturnsPart:
                answer.Objects.RemoveRange(answer.Objects.Count / 2, answer.Objects.Count - answer.Objects.Count / 2);
                return answer;
            case FaultKind.ReturnsAnother:
                return Do(Elsewhere(call, 1));
            case FaultKind.ReturnsSeveral:
                answer.Objects.AddRange(Do(Elsewhere(call, 1)).Objects);
                answer.Objects.AddRange(Do(Elsewhere(call, 2)).Objects);
                return answer;
            case FaultKind.OmitsProperty:
                answer.Objects.Where(item => fault.Mailbox is null || IsAbout(item, fault.Mailbox)).ToList().ForEach(item => item.Remove(fault.Property ?? ""));
                return answer;
            case FaultKind.Warns:
                answer.Warnings.Add(fault.Message ?? "Micro delay applied.");
                return answer;
            default:
                return answer;
        }
    }

    private static CommandAnswer Failure(ExoError error) => new() { Errors = { error } };

    /// <summary>The same call about the next mailbox of the tenant.</summary>
    private CommandCall Elsewhere(CommandCall call, int steps)
    {
        var address = AddressMeant(call);
        var users = tenant.Mailboxes.Where(mailbox => mailbox.RecipientTypeDetails == "UserMailbox").ToList();
        var index = users.FindIndex(mailbox => mailbox.PrimarySmtpAddress == address);
        var parameters = call.Parameters.Where(pair => !IdentityOf.Mailbox.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
        parameters[call.Has("Mailbox") ? "Mailbox" : "Identity"] = users[(index + steps) % users.Count].PrimarySmtpAddress;
        return new CommandCall(call.Name, parameters, call.ConnectionId);
    }

    private string? AddressMeant(CommandCall call)
    {
        lock (tenant.Gate)
        {
            return IdentityOf.Text(call) is { } identity && Meant(identity) is [var one] ? one.PrimarySmtpAddress : null;
        }
    }

    /// <summary>The GUID of a migration user means its mailbox too.</summary>
    private List<LabMailbox> Meant(string identity)
    {
        var users = Guid.TryParse(identity, out var guid) ? tenant.Batches.SelectMany(batch => batch.Users).Where(user => user.Guid == guid).Select(user => user.Mailbox) : [];
        return [.. tenant.FindMailboxes(identity).Union(users)];
    }

    /// <summary>A call without identity asks about everybody; of the faults of one mailbox only a missing property can show there.</summary>
    private bool Means(CommandCall call, Fault fault)
    {
        if (fault.Mailbox is not { } mailbox)
        {
            return true;
        }

        lock (tenant.Gate)
        {
            return IdentityOf.Text(call) is { } identity
                ? Meant(identity).Intersect(tenant.FindMailboxes(mailbox)).Any()
                : fault.Kind == FaultKind.OmitsProperty;
        }
    }

    private bool IsAbout(ExoObject item, string mailbox)
    {
        lock (tenant.Gate)
        {
            return tenant.FindMailboxes(mailbox).Any(one => ReferenceEquals(one, item.About));
        }
    }
}
