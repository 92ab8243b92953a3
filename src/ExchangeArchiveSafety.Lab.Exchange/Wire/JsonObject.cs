namespace ExchangeArchiveSafety.Lab.Exchange.Wire;

/// <summary>A JSON object; its members keep their order.</summary>
internal sealed class JsonObject
{
    public List<KeyValuePair<string, object?>> Members { get; } = [];

    public object? this[string name]
    {
        get
        {
            foreach (var member in Members)
            {
                if (member.Key == name)
                {
                    return member.Value;
                }
            }

            return null;
        }
    }

    public void Add(string name, object? value) => Members.Add(new KeyValuePair<string, object?>(name, value));

    public string Text(string name) => this[name] as string ?? "";

    public bool Flag(string name) => this[name] is true;

    public IEnumerable<JsonObject> Objects(string name) => (this[name] as List<object?> ?? []).OfType<JsonObject>();
}
