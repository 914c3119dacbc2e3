// How far is one distribution from another?
#include <cstdio>
#include <kullback.hpp>

int main() {
    const std::vector forecast{0.5, 0.3, 0.2};
    const std::array observed{0.6, 0.25, 0.15};

    std::printf("D(observed || forecast) = %.12g nats\n", kullback::kl(observed, forecast));
    std::printf("JS distance             = %.12g\n", kullback::js_distance(observed, forecast));
}
