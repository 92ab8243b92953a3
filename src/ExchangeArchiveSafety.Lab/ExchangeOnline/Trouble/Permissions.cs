namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Trouble;

/// <summary>What role-based access control and old versions keep from a session. Commands and parameters count at connect time, properties at once.</summary>
public sealed class Permissions
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string Command, string Parameter)> _denied = [];
    private readonly HashSet<(string Command, string Property)> _hidden = [];

    /// <summary>The session does not get this command.</summary>
    public void Deny(string command) => Deny(command, "");

    /// <summary>The session gets the command without this parameter.</summary>
    public void Deny(string command, string parameter)
    {
        lock (_gate)
        {
            _denied.Add((Key(command), Key(parameter)));
        }
    }

    /// <summary>Objects of this command lack the property.</summary>
    public void Hide(string command, string property)
    {
        lock (_gate)
        {
            _hidden.Add((Key(command), property));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _denied.Clear();
            _hidden.Clear();
        }
    }

    public bool Allows(string command, string parameter = "")
    {
        lock (_gate)
        {
            return !_denied.Contains((Key(command), "")) && (parameter.Length == 0 || !_denied.Contains((Key(command), Key(parameter))));
        }
    }

    internal IReadOnlyList<string> HiddenProperties(string command)
    {
        lock (_gate)
        {
            return [.. _hidden.Where(entry => entry.Command == Key(command)).Select(entry => entry.Property)];
        }
    }

    private static string Key(string name) => name.ToUpperInvariant();
}
