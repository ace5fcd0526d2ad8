@main struct Hefu { static func main() { print("hefu") } }
