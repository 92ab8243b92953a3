namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Trouble;

/// <summary>Callbacks around a command, for tests in the same process: to cancel, to change the tenant, to pull the plug at an exact point.</summary>
public sealed class CallHooks
{
    private readonly Lock _gate = new();
    private readonly List<Hook> _hooks = [];

    /// <summary>Runs before the tenant does anything; <c>*</c> for every command. Dispose to take it off.</summary>
    public IDisposable Before(string command, Action<CallRecord> action) => Add(new Hook(this, command, true, action));

    /// <summary>Runs when the tenant has done it and before the caller hears of it.</summary>
    public IDisposable After(string command, Action<CallRecord> action) => Add(new Hook(this, command, false, action));

    internal void Run(CallRecord call, bool before)
    {
        Hook[] hooks;
        lock (_gate)
        {
            hooks = [.. _hooks.Where(hook => hook.Before == before && (hook.Command == "*" || hook.Command.Equals(call.Command, StringComparison.OrdinalIgnoreCase)))];
        }

        foreach (var hook in hooks)
        {
            hook.Action(call);
        }
    }

    private Hook Add(Hook hook)
    {
        lock (_gate)
        {
            _hooks.Add(hook);
        }

        return hook;
    }

    private sealed record Hook(CallHooks Owner, string Command, bool Before, Action<CallRecord> Action) : IDisposable
    {
        public void Dispose()
        {
            lock (Owner._gate)
            {
                Owner._hooks.Remove(this);
            }
        }
    }
}
