using ExchangeArchiveSafety.Pack;

try
{
    switch (args)
    {
        case ["layout", var staged, var layout, .. var projectUri]:
            ModuleLayout.Make(staged, layout, projectUri.SingleOrDefault());
            return 0;
        case ["zip", var staged, var layout, var manifest, var output]:
            return Packages.Make(staged, layout, Manifest.Read(manifest), output) ? 0 : 1;
        default:
            Console.Error.WriteLine("Usage: layout <staged module> <folder to make> [project address] | zip <staged module> <folder made> <manifest as JSON> <folder for packages>");
            return 2;
    }
}
catch (PackException trouble)
{
    Console.Error.WriteLine(trouble.Message);
    return 1;
}
